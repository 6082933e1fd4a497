"""A number to guess before a function is written: `ask.toml` beside the handout. Nothing is graded by it."""

from __future__ import annotations

import tomllib

import msgspec
from msgspec import Struct

from grader.course.lessons import Lesson
from grader.course.unfit import unfit
from grader.errors import LessonError
from grader.sentences import text

__all__ = ["Question", "questions_of"]


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """ask, why: the question and what is said with the answer, by language. within: how far from `answer` a guess may lie.

    proof: an expression that gives the answer in the solution's file, for `dlgrade lint`.
    """

    task: int
    ask: dict[str, str]
    answer: float
    why: dict[str, str]
    proof: str
    within: float = 0.0

    def is_right(self, guess: float) -> bool:
        return abs(guess - self.answer) <= self.within + 1e-12


class _Asked(Struct, frozen=True, forbid_unknown_fields=True):
    questions: list[Question]


def questions_of(lesson: Lesson) -> list[Question]:
    """The lesson's questions, in order; none where it has no `ask.toml`. Raises LessonError for one that cannot be read."""
    path = lesson.handout / "ask.toml"
    if not path.is_file():
        return []
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Asked).questions
    except (msgspec.MsgspecError, OSError, ValueError) as error:
        raise LessonError(text("wrong.not_as_it_must", path=str(path), error=unfit(error))) from None
