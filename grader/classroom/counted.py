"""The scorecard as it counts, and as it was tested, once tests are void."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from grader.classroom.grades import Grade
from grader.classroom.sums import ZERO
from grader.classroom.tables import plain
from grader.scorecard import Scorecard, TestResult

__all__ = ["as_tested", "corrected"]


def corrected(card: Scorecard, grade: Grade) -> Scorecard:
    """The scorecard as it counts: tests that are void, tasks and the sum as the grade has them."""
    voids = {change.test: change.kind for change in grade.changes if change.test}
    if card.outcome != "graded":
        return card
    tasks = [
        msgspec.structs.replace(
            task,
            score=_short(grade.tasks.get(task.number, task.score)),
            max_score=_short(grade.most.get(task.number, task.max_score)),
            tests=[_voided(test, voids.get(test.id, "")) for test in task.tests],
        )
        for task in card.tasks
    ]
    score = grade.so_far if grade.so_far is not None else card.score
    most = grade.max_score if grade.max_score is not None else card.max_score
    return msgspec.structs.replace(card, tasks=tasks, score=_short(score), max_score=_short(most))


def _short(number: Decimal) -> Decimal:
    """Without zeros at the end of its decimals."""
    return Decimal(plain(number))


def as_tested(card: Scorecard, grade: Grade) -> Scorecard:
    """The scorecard with its void tests, and else nothing of what people and lateness changed: what item analysis is about."""
    voids = {change.test: change.kind for change in grade.changes if change.test}
    tasks = []
    for task in card.tasks:
        tests = [_voided(test, voids.get(test.id, "")) for test in task.tests]
        score, most = (sum((getattr(test, name) for test in tests), ZERO) for name in ("points", "max_points"))
        tasks.append(msgspec.structs.replace(task, tests=tests, score=score, max_score=most))
    score, most = (sum((getattr(task, name) for task in tasks), ZERO) for name in ("score", "max_score"))
    return msgspec.structs.replace(card, tasks=tasks, score=score, max_score=most) if voids else card


def _voided(test: TestResult, how: str) -> TestResult:
    if how == "void":
        return msgspec.structs.replace(test, points=ZERO, max_points=ZERO, void="out")
    return msgspec.structs.replace(test, points=test.max_points, void="given") if how == "given" else test
