"""The pictures of every lesson, against its stub and against submissions in which every name gives something hostile."""

from __future__ import annotations

import pytest

from grader.course.lessons import Lesson, find_course
from grader.engine.session import Session
from grader.intake.submission import Submission
from grader.sentences import languages, render

LESSONS = [lesson for lesson in find_course().lessons() if lesson.show.is_file()]
HOSTILE = {
    "nan": "lambda *_, **__: torch.full((2, 2), float('nan'))",
    "text": "lambda *_, **__: '<script>alert(1)</script>'",
    "dict": "lambda *_, **__: {'w': 1.0}",
    "nothing": "lambda *_, **__: None",
    "huge": "lambda *_, **__: torch.zeros(1 << 20)",
}
# Every value somewhere, and the two that are most like an answer everywhere.
CASES = [
    (lesson, value) for lesson in LESSONS for value in HOSTILE if value in ("nan", "text") or lesson in LESSONS[:4]
]
SOURCE = """
import torch


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return {value}
"""


def test_the_lessons_that_people_remember_have_pictures() -> None:
    assert {"lesson01", "lesson02", "lesson05", "lesson06", "lesson08", "lesson09", "lesson10"} <= {
        lesson.id for lesson in LESSONS
    }


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_stub_says_what_to_write_first_in_each_language(session: Session, lesson: Lesson) -> None:
    sections = session.show(lesson, Submission({lesson.main: lesson.stub.read_bytes()})).sections

    assert sections
    for section in sections:
        assert section.drawn == []
        assert render(section.problem[0]).startswith("Write `")
        assert render(section.problem[0], "zh").startswith("请先写 `")
        assert set(section.title.said) == set(languages())


@pytest.mark.parametrize(("lesson", "value"), CASES, ids=lambda each: getattr(each, "id", each))
def test_hostile_values_are_sentences(session: Session, lesson: Lesson, value: str) -> None:
    """No section is drawn of them, none is silent, and nothing is a fault of the grader's."""
    source = SOURCE.replace("{value}", HOSTILE[value]).encode()
    sections = session.show(lesson, Submission({lesson.main: source})).sections

    assert sections
    assert [section.name for section in sections if not section.problem] == []
    told = " ".join(render(line, language) for each in sections for line in each.problem for language in languages())
    assert "Traceback" not in told
    assert len(told) < 50_000


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_show_py_gives_nothing_of_the_solution_away(lesson: Lesson) -> None:
    """No line of a solution's region stands in it, short ones aside."""
    shown = {line.strip() for line in lesson.show.read_text(encoding="utf-8").splitlines()}
    region, lines = False, set()
    for line in lesson.solution.read_text(encoding="utf-8").splitlines():
        region = "BEGIN SOLUTION" in line or (region and "END SOLUTION" not in line)
        lines |= {line.strip()} if region else set()

    assert {line for line in lines & shown if len(line) > 25} == set()
