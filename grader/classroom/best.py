"""Which of several submissions of a student is the best: by its tests, what is ruled about tests and days, and lateness."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import msgspec

from grader.classroom.adjustments import Adjustment
from grader.classroom.classes import ClassMember
from grader.classroom.corrections import Corrections
from grader.classroom.grades import grade_of_student
from grader.classroom.store import KEY, Store
from grader.course.late import Late
from grader.errors import UsageError
from grader.scorecard import Scorecard

__all__ = ["another_is_best", "worth"]


def worth(
    student: str,
    card: Scorecard,
    ruled: list[Adjustment],
    late: Late,
    lesson: str,
    handed_in: datetime.datetime | None,
) -> Decimal:
    """What this submission would give. Points that a person gives are left out: they are for what was looked at."""
    corrections = Corrections()
    corrections.adjustments = [msgspec.structs.replace(each, points=Decimal(0)) for each in ruled]
    try:
        return grade_of_student(student, card, corrections, late, lesson, handed_in=handed_in).so_far or Decimal(0)
    except UsageError:  # whoever writes the grades says it, with the line
        return card.score - late.penalty(card.score, late.days(lesson, handed_in))


def another_is_best(student: ClassMember, folder: Path, ruled: list[Adjustment], late: Late, lesson: str) -> bool:
    """Whether a submission of theirs gives more by now than the one that counts."""
    store = Store(folder)
    now = store.cards.card(student.file)
    if late.counts != "best" or student.chosen or not now:
        return False
    most = counted = Decimal(-1)
    for number, handed_in in enumerate(student.attempts, 1):
        card = store.attempt(number).card(student.file)
        if card and card.outcome == "graded":
            found = worth(student.student, card, ruled, late, lesson, handed_in)
            most = max(most, found)
            if handed_in == student.handed_in and card.environment.get(KEY) == now.environment.get(KEY):
                counted = found
    return 0 <= counted < most
