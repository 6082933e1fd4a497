"""What a suite says in its own words is said in every language too, or the linter names it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.authoring.texts import text_findings
from grader.course.lessons import Lesson

SUITE = '''
def test_it(student):
    """a claim that is no such text"""
    n = 3
    check.that(n == 3, check.text("{n} of {all} are wrong", n=n, all=4), expected="all of them", yours=n)
    check.close(student.f(), 3, what="the middle row", hint=told(n))
    check.equal(student.g(), 3, what="(dw, db)")


def told(n):
    return "you took the wrong one" if n else ""
'''
SAID = ["all of them", "the middle row", "you took the wrong one", "{n} of {all} are wrong"]


@pytest.fixture
def lesson(make_lesson: Callable[..., Lesson]) -> Lesson:
    return make_lesson(SUITE)


def test_texts_without_chinese_are_named(lesson: Lesson) -> None:
    """Sentences, noun phrases, what helper functions return. Docstrings are claims; what is only code may go without."""
    path = lesson.instructor / "texts.zh.toml"
    assert list(text_findings(lesson)) == [f"{path} lacks {text!r}" for text in SAID]


def test_a_lesson_that_says_all_of_it_in_chinese_is_sound(lesson: Lesson) -> None:
    lines = [f'"{text}" = "{text.upper().replace("{N}", "{n}").replace("{ALL}", "{all}")}"\n' for text in SAID]
    (lesson.instructor / "texts.zh.toml").write_text("".join(lines))
    assert list(text_findings(lesson)) == []


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ('"{n} of {all} are wrong" = "{n} 错了"', "other places"),
        ('"{n} of {all} are wrong" = "{all} 个里有 {m} 个"', "other places"),
        ('"gone" = "没有了"', "does not say"),
    ],
)
def test_chinese_that_cannot_be_said_is_named(lesson: Lesson, line: str, finding: str) -> None:
    """A place that the English text has not, or a text that has left the suite."""
    (lesson.instructor / "texts.zh.toml").write_text(line + "\n", encoding="utf-8")

    assert any(finding in each for each in text_findings(lesson))


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        ('f"{n} rows are too many"', "say it with check.text"),
        ('check.text("{n} rows are too many", m=n)', "other parts than it has places"),
    ],
)
def test_text_that_no_other_language_can_say_is_named(
    make_lesson: Callable[..., Lesson], said: str, finding: str
) -> None:
    lesson = make_lesson(SUITE.replace('"the middle row"', said))

    assert any(finding in each for each in text_findings(lesson))
