"""Item analysis: how many pass each test and task, and whether those who pass are those who do well elsewhere."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from decimal import Decimal

from msgspec import UNSET, Struct

from grader.scorecard import Scorecard

__all__ = ["Item", "by_task", "by_test", "discrimination"]


class Item(Struct, frozen=True):
    """A test or a task over a class. students: who was judged. full: how many of them got all its points.

    difficulty: the mean share of its points, from 0 (nobody) to 1. discrimination: the correlation of its points with the points of
    everything else, point-biserial for a test; None where either is the same for all.
    """

    task: int
    name: str
    claim: str
    students: int
    full: int
    difficulty: float
    discrimination: float | None


def by_test(cards: Sequence[Scorecard]) -> list[Item]:
    """One item a test, in the order of the suite. A test that the grader could not judge counts for nobody."""
    found: dict[str, tuple[int, str, list[tuple[Decimal, Decimal, Decimal]]]] = {}
    for card in cards:
        for task in card.tasks:
            for test in task.tests:
                if test.outcome != "grader_fault" and test.void is UNSET:
                    _, _, scores = found.setdefault(test.id, (task.number, test.claim, []))
                    scores.append((test.points, test.max_points, card.score - test.points))
    return [_item(number, name, claim, scores) for name, (number, claim, scores) in found.items()]


def by_task(cards: Sequence[Scorecard]) -> list[Item]:
    """One item a task."""
    found: dict[int, tuple[str, list[tuple[Decimal, Decimal, Decimal]]]] = {}
    for card in cards:
        for task in card.tasks:
            _, scores = found.setdefault(task.number, (task.title, []))
            scores.append((task.score, task.max_score, card.score - task.score))
    return [_item(number, str(number), title, scores) for number, (title, scores) in sorted(found.items())]


def discrimination(points: Sequence[float], rest: Sequence[float]) -> float | None:
    """Pearson's correlation; None where it is not defined."""
    if len(set(points)) < 2 or len(set(rest)) < 2:
        return None
    return statistics.correlation(points, rest)


def _item(task: int, name: str, claim: str, scores: list[tuple[Decimal, Decimal, Decimal]]) -> Item:
    shares = [float(points / most) if most else 0.0 for points, most, _ in scores]
    return Item(
        task=task,
        name=name,
        claim=claim,
        students=len(scores),
        full=sum(points == most for points, most, _ in scores),
        difficulty=statistics.fmean(shares),
        discrimination=discrimination([float(each[0]) for each in scores], [float(each[2]) for each in scores]),
    )
