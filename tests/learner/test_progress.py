"""The learner's loop: list, hint, reset."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from grader.course.lessons import Course, Lesson
from grader.errors import UsageError
from grader.learner.progress import Hints, current_task, progress, reset
from grader.sentences import VARIABLES, default_language

FACTS = """
number = 1
title = "Adding"
title_zh = "加法"
file = "add.py"

[[tasks]]
number = 1
title = "Add two numbers"
title_zh = "两数相加"
points = 3
functions = ["add"]
hints = ["a nudge", "where to look", "the place itself"]
hints_zh = ["提示一", "提示二", "提示三"]
"""


@pytest.fixture
def lesson(toy_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lesson:
    """The first toy lesson, in a course of its own that is the working directory."""
    root = tmp_path / "course"
    shutil.copytree(toy_course.root, root, ignore=shutil.ignore_patterns("lesson0[2-9]_*"))
    (root / "exercises" / "lesson01_add" / "lesson.toml").write_text(FACTS, encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("DLGRADE_COURSE", raising=False)
    return Course(root).lesson("1")


def dlgrade(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_fresh_lesson_is_untouched(lesson: Lesson) -> None:
    """A file that is the stub, byte for byte, is untouched, and no task is begun."""
    found = progress(lesson)

    assert (found.state, found.begun, found.points) == ("untouched", 0, 3)


def test_any_change_shows(lesson: Lesson) -> None:
    """A comment is a change, but no task is begun by it."""
    lesson.stub.write_text(lesson.stub.read_text() + "# mine\n")

    assert (progress(lesson).state, progress(lesson).begun) == ("changed", 0)


def test_task_is_begun_when_its_raise_is_gone(lesson: Lesson) -> None:
    """What counts is the code; the TODO comment may stay."""
    lesson.stub.write_text(lesson.stub.read_text().replace("raise NotImplementedError", "return a + b  # "))

    assert progress(lesson).begun == 1


def test_lost_file_is_missing(lesson: Lesson) -> None:
    """A file that was deleted is told as such."""
    lesson.stub.unlink()

    assert progress(lesson).state == "missing"


def test_file_that_is_no_text_is_changed(lesson: Lesson) -> None:
    """Bytes that are not UTF-8 do not stop the list."""
    lesson.stub.write_bytes(b"\xff\xfe\x00")

    assert progress(lesson).state == "changed"


def test_released_course_compares_with_the_kept_stub(lesson: Lesson) -> None:
    """Without solutions the stub of `.stubs/` is what the file is compared with."""
    kept = lesson.handout.parent.parent / ".stubs" / lesson.name / lesson.facts.file
    kept.parent.mkdir(parents=True)
    shutil.copy(lesson.stub, kept)
    shutil.rmtree(lesson.instructor)

    assert progress(lesson).state == "untouched"


def test_list_shows_the_lessons(lesson: Lesson) -> None:
    """Name, points, state and title, in either language."""
    english, chinese = dlgrade("list"), dlgrade("list", "--lang", "zh")

    line, _, step = english.output.splitlines()
    assert line.split() == ["lesson01", "3", "points", "untouched", "Adding"]
    assert step == "Next: dlgrade watch lesson01"
    assert chinese.output.splitlines()[0].split() == ["lesson01", "3", "分", "未动", "加法"]


def test_list_as_json_is_one_document(lesson: Lesson) -> None:
    """A program can read the list."""
    document = json.loads(dlgrade("list", "--json").output)

    assert document[0]["lesson"] == "lesson01_add"
    assert document[0]["state"] == "untouched"


def test_hints_come_one_after_the_other(lesson: Lesson) -> None:
    """Each call shows one more; the last one stays."""
    shown = [dlgrade("hint", "lesson01", "1").output for _ in range(4)]

    expected = ["a nudge", "where to look", "the place itself", "the place itself"]
    assert [text.splitlines()[1].strip() for text in shown] == expected
    assert "dlgrade hint lesson01 1 --all" in shown[3]


def test_hint_without_a_task_takes_the_first_unwritten_one(lesson: Lesson) -> None:
    """Nobody has to know the number of the task they are at."""
    assert "task 1, Add two numbers" in dlgrade("hint", "lesson01").output


def test_hint_of_a_level_is_not_counted(lesson: Lesson) -> None:
    """Looking at the third hint does not use up the first."""
    third, following = dlgrade("hint", "lesson01", "1", "--level", "3"), dlgrade("hint", "lesson01", "1")

    assert "the place itself" in third.output
    assert "a nudge" in following.output


def test_all_hints_in_chinese(lesson: Lesson) -> None:
    """--all shows the three of them, --lang zh in Chinese."""
    output = dlgrade("hint", "lesson01", "1", "--all", "--lang", "zh").output

    assert [word for word in ("提示一", "提示二", "提示三", "a nudge") if word in output] == [
        "提示一",
        "提示二",
        "提示三",
    ]


@pytest.mark.parametrize("arguments", [("7",), ("1", "--level", "4")])
def test_hint_that_is_not_there_is_wrong_use(lesson: Lesson, arguments: tuple[str, ...]) -> None:
    """An unknown task or level says which there are, exit 2."""
    result = dlgrade("hint", "lesson01", *arguments)

    assert result.exit_code == 2
    assert "dlgrade: " in result.output


def test_task_without_hints_points_to_the_handout(lesson: Lesson) -> None:
    """No hints is a sentence, not an IndexError."""
    bare = msgspec.structs.replace(lesson.facts.tasks[0], hints=[])

    with pytest.raises(UsageError, match=r"README\.md"):
        Hints(lesson, bare, "en")


def test_finished_lesson_asks_for_the_task(lesson: Lesson) -> None:
    """With nothing unwritten there is no task to guess."""
    lesson.stub.write_bytes(lesson.solution.read_bytes())

    with pytest.raises(UsageError, match="say which one"):
        current_task(lesson, None)


def test_hint_is_for_what_the_last_check_missed(lesson: Lesson) -> None:
    """Whoever is stuck has written something everywhere: it is wrong."""
    lesson.stub.write_bytes(lesson.solution.read_bytes().replace(b"a + b", b"a - b"))
    missed = dlgrade("check", "lesson01")
    hinted = dlgrade("hint", "lesson01")
    lesson.stub.write_bytes(lesson.solution.read_bytes())
    full = dlgrade("check", "lesson01")
    asked = dlgrade("hint", "lesson01")

    assert (missed.exit_code, hinted.exit_code) == (1, 0)
    assert (full.exit_code, asked.exit_code) == (0, 2)
    assert "`dlgrade check lesson01` finds where to go on" in asked.output


def test_full_marks_name_the_lesson_that_is_next(lesson: Lesson) -> None:
    """A second time too; and nothing where no lesson is left."""
    other = lesson.handout.parent / "lesson02_more"
    shutil.copytree(lesson.handout, other)
    lesson.stub.write_bytes(lesson.solution.read_bytes())
    outputs = [dlgrade("check", "lesson01").output for _ in range(2)]
    shutil.rmtree(other)

    assert all(output.endswith("\nNext: dlgrade watch lesson02\n") for output in outputs)
    assert "Next:" not in dlgrade("check", "lesson01").output


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": "b"}', "\ud800"])
def test_damaged_memory_of_hints_starts_afresh(lesson: Lesson, tmp_path: Path, content: str) -> None:
    """A broken state file costs a hint seen twice, nothing more."""
    state = tmp_path / "hints.json"
    state.write_bytes(content.encode("utf-8", "surrogatepass"))
    hints = Hints(lesson, lesson.facts.tasks[0], "en", state)

    assert (hints.next(), hints.next()) == (1, 2)


def test_hint_is_shown_where_nothing_can_be_remembered(lesson: Lesson, tmp_path: Path) -> None:
    """A state folder that cannot be made does not keep the hint back."""
    (tmp_path / "file").write_text("")
    hints = Hints(lesson, lesson.facts.tasks[0], "en", tmp_path / "file" / "hints.json")

    assert hints.next() == 1


def test_reset_keeps_each_own_file(lesson: Lesson) -> None:
    """The stub is back, and every version that the student had lies beside it."""
    stub = lesson.stub.read_bytes()
    for text in ("first\n", "second\n"):
        lesson.stub.write_text(text)
        dlgrade("reset", "lesson01")

    assert lesson.stub.read_bytes() == stub
    assert lesson.stub.with_name("add.py.bak-1").read_text() == "first\n"
    assert lesson.stub.with_name("add.py.bak-2").read_text() == "second\n"


def test_reset_of_an_untouched_lesson_keeps_nothing(lesson: Lesson) -> None:
    """Nothing changed, nothing to keep."""
    assert reset(lesson) == []
    assert not list(lesson.handout.glob("*.bak-*"))


def test_reset_brings_a_lost_file_back(lesson: Lesson) -> None:
    """A deleted file is made again from the stub."""
    stub = lesson.stub.read_bytes()
    lesson.stub.unlink()

    assert dlgrade("reset", "lesson01").exit_code == 0
    assert lesson.stub.read_bytes() == stub


def test_reset_without_an_original_touches_nothing(lesson: Lesson) -> None:
    """Where no stub is at hand the student's file stays, exit 2."""
    shutil.rmtree(lesson.instructor)
    lesson.stub.write_text("mine\n")

    result = dlgrade("reset", "lesson01")

    assert result.exit_code == 2
    assert "no original of add.py" in result.output
    assert lesson.stub.read_text() == "mine\n"


def test_reset_leaves_no_half_file(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the disk refuses the copy, the student's file is as it was."""
    lesson.stub.write_text("mine\n")

    def refuse(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("grader.files.os.fsync", refuse)
    result = dlgrade("reset", "lesson01")

    assert result.exit_code == 3
    assert "No space left on device" in result.output
    assert lesson.stub.read_text() == "mine\n"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "DLGRADE_LANG": "zh"}, "zh"),
        ({"LANG": "zh_TW.UTF-8", "DLGRADE_LANG": "en"}, "en"),
    ],
)
def test_language_is_the_environment_s(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DLGRADE_LANG decides, else the locale, else it is English."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert default_language() == language


def test_chinese_reader_is_told_chinese_commands(lesson: Lesson) -> None:
    """What a Chinese text says to type goes on in Chinese."""
    output = dlgrade("hint", "lesson01", "1", "--level", "1", "--lang", "zh").output

    assert "dlgrade hint lesson01 1 --lang zh" in output


def test_the_best_score_is_kept_after_a_worse_one_and_a_reset(lesson: Lesson) -> None:
    """The first full mark is told once; a part of the lesson is no score of it."""
    lesson.stub.write_bytes(lesson.solution.read_bytes())
    first, again = dlgrade("check", "lesson01"), dlgrade("check", "lesson01")
    lesson.stub.write_text("def add(a, b):\n    return a - b\n")
    worse = dlgrade("check", "lesson01")
    dlgrade("reset", "lesson01")
    listed, document = dlgrade("list").output, json.loads(dlgrade("list", "--json").output)

    assert (first.exit_code, worse.exit_code) == (0, 1)
    assert "for the first time" in first.output
    assert "for the first time" not in again.output
    assert "████████ best 3 of 3" in listed
    assert (document[0]["state"], document[0]["best"]["score"]) == ("untouched", "3")


def test_a_score_of_another_file_or_of_one_task_is_not_the_lessons(lesson: Lesson) -> None:
    dlgrade("check", "lesson01", str(lesson.solution))

    assert "best" not in dlgrade("list").output


@pytest.mark.parametrize("damage", [b"", b"[]", b"\xff", b'{"lesson01_add": {"score": "x"}}'])
def test_a_damaged_memory_is_no_obstacle(lesson: Lesson, damage: bytes) -> None:
    (lesson.root / ".dlgrade").mkdir()
    (lesson.root / ".dlgrade" / "progress.json").write_bytes(damage)
    lesson.stub.write_bytes(lesson.solution.read_bytes())

    assert dlgrade("list").exit_code == 0
    assert dlgrade("check", "lesson01").exit_code == 0
    assert "best 3 of 3" in dlgrade("list").output
