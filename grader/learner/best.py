"""The best score of each lesson and what its last check missed, kept in the working copy: small JSON files that their owner may read and delete."""

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

__all__ = ["Best", "best_scores", "missed_tasks", "remember"]


PROGRESS, MISSED = Path(".dlgrade", "progress.json"), Path(".dlgrade", "missed.json")


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
        return msgspec.json.decode((root / PROGRESS).read_bytes(), type=dict[str, Best])
    except (OSError, ValueError, msgspec.MsgspecError):
        return {}


def missed_tasks(root: Path) -> dict[str, list[int]]:
    """By a lesson's name the numbers of the tasks in which the last check found something; none where the file is not there."""
    try:
        return msgspec.json.decode((root / MISSED).read_bytes(), type=dict[str, list[int]])
    except (OSError, ValueError, msgspec.MsgspecError):
        return {}


def remember(lesson: Lesson, card: Scorecard) -> Best | None:
    """Keep what was missed, and the score if no earlier one is as good. Returns it when it is the first full mark.

    A folder that cannot be written costs nothing but the memory.
    """
    if card.outcome == "graded":
        _remember_missed(lesson, card)
    if card.outcome != "graded" or len(card.tasks) < len(lesson.facts.tasks) or not card.max_score:
        return None
    known = best_scores(lesson.root)
    passed = sum(test.outcome == "passed" for test in card.tests)
    now = Best(card.score, card.max_score, date.today(), passed, len(card.tests))
    before = known.get(lesson.name)
    if before and before.share >= now.share:
        return None
    _write(lesson.root / PROGRESS, known | {lesson.name: now})
    return now if now.full else None


def _remember_missed(lesson: Lesson, card: Scorecard) -> None:
    """Of tasks that were not checked now, what was known of them stays."""
    known = missed_tasks(lesson.root)
    checked = {task.number for task in card.tasks}
    missed = {task.number for task in card.tasks if task.score < task.max_score}
    numbers = sorted(missed | set(known.get(lesson.name, [])) - checked)
    if numbers != known.get(lesson.name, []):
        _write(lesson.root / MISSED, known | {lesson.name: numbers})


def _write(path: Path, value: object) -> None:
    with contextlib.suppress(OSError):
        write_whole(path, msgspec.json.format(msgspec.json.encode(value)))
