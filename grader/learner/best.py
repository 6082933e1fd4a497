"""The best score of each lesson, kept in the working copy: a small JSON file that its owner may read and delete."""

from __future__ import annotations

import contextlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec import Struct

from grader.course.lessons import Lesson
from grader.files import write_whole
from grader.scorecard import Scorecard
from grader.sentences import speaker

__all__ = ["Best", "best_scores", "first_text", "remember"]


class Best(Struct, frozen=True):
    """Points of one whole grading, and on which day it was. passed, claims: of its tests."""

    score: Decimal
    max_score: Decimal
    date: date
    passed: int
    claims: int

    @property
    def share(self) -> Decimal:
        return self.score / self.max_score if self.max_score else Decimal(0)

    @property
    def full(self) -> bool:
        return self.score == self.max_score


def best_scores(root: Path) -> dict[str, Best]:
    """By a lesson's name; none where the file is not there, or is not ours any more."""
    try:
        return msgspec.json.decode(_file(root).read_bytes(), type=dict[str, Best])
    except (OSError, ValueError, msgspec.MsgspecError):
        return {}


def first_text(lesson: Lesson, card: Scorecard, language: str) -> str:
    """Keep the score; the sentence for a lesson in which everything passed for the first time, else nothing."""
    best = remember(lesson, card)
    id = "progress.first_public" if card.suite == "public" else "progress.first_full"
    return speaker(language)(id, lesson=lesson.id) if best else ""


def remember(lesson: Lesson, card: Scorecard) -> Best | None:
    """Keep the score if no earlier one is as good. Returns it when it is the first full mark.

    A folder that cannot be written costs nothing but the memory.
    """
    if card.outcome != "graded" or len(card.tasks) < len(lesson.facts.tasks) or not card.max_score:
        return None
    known = best_scores(lesson.root)
    passed = sum(test.outcome == "passed" for test in card.tests)
    now = Best(card.score, card.max_score, date.today(), passed, len(card.tests))
    before = known.get(lesson.name)
    if before and before.share >= now.share:
        return None
    with contextlib.suppress(OSError):
        write_whole(_file(lesson.root), msgspec.json.format(msgspec.json.encode(known | {lesson.name: now})))
    return now if now.full else None


def _file(root: Path) -> Path:
    return root / ".dlgrade" / "progress.json"
