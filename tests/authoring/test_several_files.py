"""A lesson of two files, from its author to its student: stubs, lint, release, progress, reset."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.authoring.lint import lint
from grader.cli import main
from grader.course.lessons import Course, Lesson
from grader.engine.session import Session
from grader.learner.checking import check_when_saved
from grader.learner.progress import progress

REGION = '''"""What the lesson's file is made of."""

from torch import Tensor


def twice(x: Tensor) -> Tensor:
    """Two times x."""
    # BEGIN SOLUTION task 1: two times
    return 2 * x
    # END SOLUTION
'''


def dlgrade(*words: str | Path) -> str:
    done = CliRunner().invoke(main, list(map(str, words)), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lesson:
    """A new lesson whose one function calls that of a second file."""
    (tmp_path / "exercises").mkdir()
    monkeypatch.chdir(tmp_path)
    dlgrade("new", "lesson18_attention")
    made = Course(tmp_path).lesson("lesson18")
    source = made.solution.read_text().replace("import Tensor\n", "import Tensor\n\nfrom helpers import twice\n")
    made.solution.write_text(source.replace("return 2 * x", "return twice(x)"))
    made.solution.with_name("helpers.py").write_text(REGION)
    facts = made.handout / "lesson.toml"
    facts.write_text(facts.read_text().replace("\nfile =", '\nfiles = ["helpers.py"]\nfile =', 1))
    dlgrade("stub", "lesson18")
    return Course(tmp_path).lesson("lesson18")


def test_stub_of_each_file_is_made_and_held_to_its_solution(lesson: Lesson, session: Session) -> None:
    helpers = lesson.handout / "helpers.py"
    assert "start with task 1" in helpers.read_text()
    assert list(lint(lesson, session)) == []

    helpers.write_text(REGION)
    assert list(lint(lesson, session)) == [
        f"{helpers} is not what the solution gives: run `dlgrade stub lesson18`",
    ]


def test_student_has_both_files_and_can_have_both_back(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a released course, where no solution says what they were."""
    dlgrade("release", "lesson18", "--out", "released")
    monkeypatch.chdir(lesson.root / "released")
    copy = Course(Path.cwd()).lesson("lesson18")
    files = [copy.stub, copy.handout / "helpers.py"]
    stubs = [path.read_bytes() for path in files]
    assert (progress(copy).state, progress(copy).begun) == ("untouched", 0)

    files[1].write_text(REGION)
    assert progress(copy).state == "changed"
    files[0].write_bytes(lesson.solution.read_bytes())
    assert progress(copy).begun == 1

    said = dlgrade("reset", "lesson18")
    assert [path.read_bytes() for path in files] == stubs
    assert [path.with_name(f"{path.name}.bak-1").is_file() for path in files] == [True, True]
    assert "helpers.py.bak-1" in said


def test_save_of_the_second_file_is_checked(lesson: Lesson) -> None:
    lesson.stub.write_bytes(lesson.solution.read_bytes())
    cards: Iterator[object] = check_when_saved(lesson, tasks=(), sandbox="process", language="en")
    before = next(cards)
    threading.Timer(0.1, (lesson.handout / "helpers.py").write_text, (REGION,)).start()
    assert (before.score, next(cards).score) == (0, before.max_score)  # type: ignore[attr-defined]
