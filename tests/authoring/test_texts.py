"""What a suite says in its own words is said in Chinese too, or the linter names it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.authoring.texts import suite_texts, text_findings
from grader.course.lessons import Lesson

SUITE = '''
def test_it(student):
    """a claim that is no such text"""
    n = 3
    check.that(n == 3, f"{n} of {len('x')} are wrong", expected="all of them", yours=n)
    check.close(student.f(), 3, what="the middle row", hint=told(n))
    check.equal(student.g(), 3, what="(dw, db)")


def told(n):
    return "you took the wrong one" if n else ""
'''
SAID = {"{} of {} are wrong", "all of them", "the middle row", "you took the wrong one"}


@pytest.fixture
def lesson(make_lesson: Callable[..., Lesson]) -> Lesson:
    return make_lesson(SUITE)


def test_each_text_of_a_suite_is_found(lesson: Lesson) -> None:
    """Sentences, noun phrases, and what helper functions return; docstrings are claims and have their own place."""
    assert suite_texts(lesson) == SAID | {"(dw, db)"}


def test_texts_without_chinese_are_named(lesson: Lesson) -> None:
    """What is only code may go without."""
    assert list(text_findings(lesson)) == [f"chinese.toml lacks {text!r}" for text in sorted(SAID)]


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ('"{} of {} are wrong" = "{2} 错了"', "other places"),
        ('"{} of {} are wrong" = "{n} 错了"', "other places"),
        ('"gone" = "没有了"', "does not say"),
    ],
)
def test_chinese_that_cannot_be_said_is_named(lesson: Lesson, line: str, finding: str) -> None:
    """A place that the English text has not, or a text that has left the suite."""
    (lesson.instructor / "chinese.toml").write_text(line + "\n", encoding="utf-8")

    assert any(finding in each for each in text_findings(lesson))
