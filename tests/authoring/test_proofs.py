"""`dlgrade lint` proves what has changed, several lessons at a time, and remembers only what was sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.authoring.proofs import key_of_proof, prove
from grader.course.lessons import Course

IDLE = '\n\n@pytest.mark.task(1)\ndef test_idle(student):\n    """add is there\n\n    zh: add 存在\n    """\n    student.add(1, 1)\n'


@pytest.fixture
def course(toy_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Two sound lessons, which are alike, and a cache without a proof."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "course"
    for side in ("exercises", "solutions"):
        for name in ("lesson01_add", "lesson02_add"):
            shutil.copytree(toy_course.root / side / "lesson01_add", root / side / name)
    (root / "course.toml").write_text('title = "Two lessons"\nlanguages = ["en", "zh"]\nlevel = "taught"\n')
    return Course(root)


def proven(course: Course, fresh: bool = False, jobs: int = 1) -> dict[str, list[str]]:
    return dict(prove(course, course.lessons(), sandbox="auto", jobs=jobs, fresh=fresh))


def test_what_was_found_sound_is_not_proven_again(course: Course) -> None:
    names = [lesson.name for lesson in course.lessons()]

    assert {name: findings for name, findings in proven(course).items() if findings} == {}
    assert proven(course) == {}
    assert sorted(proven(course, fresh=True, jobs=2)) == sorted(names)


def test_a_change_is_proven_and_a_finding_is_not_remembered(course: Course) -> None:
    """Only the lesson that changed, each time until it is mended."""
    proven(course)
    suite = course.lesson("lesson01").instructor / "suite" / "test_add.py"
    suite.write_text(suite.read_text() + IDLE)

    first, again = proven(course), proven(course)

    assert list(first) == list(again) == ["lesson01_add"]
    assert first == again
    assert first["lesson01_add"]


@pytest.mark.parametrize(
    "name", ["course.toml", "exercises/lesson01_add/README.zh.md", "solutions/lesson01_add/add.py"]
)
def test_a_proof_depends_on_every_file_of_the_lesson(name: str, course: Course) -> None:
    before = key_of_proof(course, course.lesson("lesson01"), "auto")
    path = course.root / name
    path.write_text(path.read_text() + "\n")

    assert key_of_proof(course, Course(course.root).lesson("lesson01"), "auto") != before
    assert key_of_proof(course, course.lesson("lesson01"), "uid") != before
