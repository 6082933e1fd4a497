"""course.toml and lesson.toml: what is read, and what a broken one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.lessons import Course, Lesson, find_course
from grader.errors import LessonError, UsageError
from grader.wire.messages import Limits

LESSON = """
number = 1
title = "Adding"
title_zh = "加法"
file = "add.py"
[[tasks]]
number = 1
title = "One"
title_zh = "一"
points = 3
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with two lessons."""
    for folder in ("lesson01_add", "lesson12_softmax"):
        (tmp_path / "exercises" / folder).mkdir(parents=True)
        (tmp_path / "exercises" / folder / "lesson.toml").write_text(LESSON)
    return Course(tmp_path)


def write(course: Course, text: str) -> Course:
    (course.root / "exercises" / "lesson01_add" / "lesson.toml").write_text(text)
    return course


@pytest.mark.parametrize("asked", ["lesson12_softmax", "lesson12", "12", "012", "lesson012", "lesson12_softmax/"])
def test_a_lesson_is_found_by_name_and_number(course: Course, asked: str) -> None:
    assert course.lesson(asked).name == "lesson12_softmax"


NEAR = {
    "lesson12_sofmax": "No lesson is called 'lesson12_sofmax'. Did you mean 'lesson12_softmax'? `dlgrade list` shows them all.",
    "softmax": "No lesson is called 'softmax'. Did you mean 'lesson12_softmax'? `dlgrade list` shows them all.",
    "qqq": "No lesson is called 'qqq'. `dlgrade list` shows them all.",
    "7": "No lesson is called '7'. `dlgrade list` shows them all.",
}


@pytest.mark.parametrize(("asked", "sentence"), NEAR.items())
def test_a_name_that_is_not_there_brings_the_near_one(course: Course, asked: str, sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        course.lesson(asked)
    assert str(caught.value) == sentence


def test_lessons_come_in_order(course: Course) -> None:
    assert [lesson.id for lesson in course.lessons()] == ["lesson01", "lesson12"]


BROKEN = {
    "no TOML": ("number = = 1", "lesson.toml is not as it must be"),
    "no UTF-8": ("\udcff", "lesson.toml is not as it must be"),
    "a field that is missing": (LESSON.replace('file = "add.py"', ""), "`file` is missing"),
    "a field that is unknown": (LESSON.replace("title_zh", "title_cn", 1), "title_"),
    "a file that is a path": (LESSON.replace("add.py", "../add.py"), "must be: file: it is not of the form"),
    "no task": (LESSON.split("[[tasks]]")[0] + "tasks = []", "must be: tasks: "),
    "a task without a number": (
        LESSON.replace('number = 1\ntitle = "One"', 'title = "One"'),
        "tasks[0]: `number` is missing",
    ),
    "a limit that is unknown": (
        LESSON + "[limits]\ncal_seconds = 3",
        "[limits]: `cal_seconds` is not known here",
    ),
    "a limit that is text": (
        LESSON + "[limits]\ncall_seconds = 'long'",
        "limits[...]: a number is asked for, not text",
    ),
}


@pytest.mark.parametrize(("text", "says"), BROKEN.values(), ids=BROKEN)
def test_a_broken_lesson_names_its_file_and_the_place(course: Course, text: str, says: str) -> None:
    path = course.root / "exercises" / "lesson01_add" / "lesson.toml"
    path.write_text(text, errors="surrogateescape")
    with pytest.raises(LessonError) as caught:
        course.lesson("1")
    assert str(path) in str(caught.value)
    assert says in str(caught.value)


def test_a_broken_course_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text("[limits]\nmemory = 5")
    with pytest.raises(LessonError, match=r"course\.toml is not as it must be: limits: `memory` is not known here"):
        Course(tmp_path)


def test_limits_come_from_the_lesson_then_the_course_then_the_package(course: Course) -> None:
    (course.root / "course.toml").write_text('title = "T"\n[limits]\ncall_seconds = 3\nmemory_mb = 700')
    write(course, LESSON + "[limits]\ncall_seconds = 4.5\nprocesses = 9")
    limits = Course(course.root).lesson("1").limits
    assert (limits.call_seconds, limits.memory_mb, limits.processes) == (4.5, 700, 9)
    assert limits.test_seconds == Limits().test_seconds


def test_an_unknown_task_is_named(course: Course) -> None:
    with pytest.raises(LessonError, match=r"lesson01_add has no task 4; lesson\.toml names 1 to 1\."):
        course.lesson("1").task(4)


def test_a_course_is_found_from_within_and_from_the_environment(
    course: Course, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DLGRADE_COURSE", raising=False)
    assert find_course(course.root / "exercises" / "lesson01_add").root == course.root
    monkeypatch.setenv("DLGRADE_COURSE", str(course.root))
    assert find_course(tmp_path_factory.mktemp("elsewhere")).root == course.root


def test_outside_a_course_the_next_step_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DLGRADE_COURSE", raising=False)
    with pytest.raises(UsageError, match="set DLGRADE_COURSE to it"):
        find_course(tmp_path)


def test_the_hash_of_a_suite_follows_everything_that_a_grade_hangs_on(course: Course) -> None:
    instructor = course.root / "solutions" / "lesson01_add"
    (instructor / "suite").mkdir(parents=True)
    seen = set()
    for path in (instructor / "suite" / "test_a.py", instructor / "add.py", course.lesson("1").handout / "lesson.toml"):
        seen.add(course.lesson("1").suite_sha256)
        path.write_text(LESSON + "\n")
    seen.add(course.lesson("1").suite_sha256)
    assert len(seen) == 4


def test_pictures_are_no_reason_to_grade_again(course: Course) -> None:
    """What `dlgrade show` draws changes no grade; any other file beside it may."""
    before = course.lesson("1").content_sha256
    course.lesson("1").show.write_text("x = 1\n")
    drawn = course.lesson("1").content_sha256
    (course.lesson("1").handout / "table.csv").write_text("1\n")

    assert (drawn == before, course.lesson("1").content_sha256 == before) == (True, False)


def test_without_solutions_the_public_suite_counts(course: Course) -> None:
    lesson = course.lesson("1")
    assert not lesson.has_hidden_suite
    assert lesson.suite_files == [lesson.handout / "test_public.py"]


def test_the_toy_course_s_lesson_reads(toy_course: Course) -> None:
    lesson = toy_course.lesson("lesson01")
    assert isinstance(lesson, Lesson)
    assert [task.functions for task in lesson.facts.tasks] == [["add"]]
    assert [misconception.name for misconception in lesson.misconceptions] == ["subtracts"]
