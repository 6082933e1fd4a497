"""Item analysis: how many pass each test and task, and whether those who pass are those who do well elsewhere."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Iterable, Sequence

from msgspec import UNSET, Struct

from grader.scorecard import Scorecard

__all__ = ["FEW", "Item", "by_task", "by_test", "earned_something"]

FEW = 20  # of fewer, a correlation says next to nothing
EASY, HARD = 0.95, 0.2
FIFTHS = 5

Score = tuple[float, float, float]  # points for the item, its maximum, points for everything else


class Item(Struct, frozen=True):
    """A test or a task over a class. students: who was judged. full: how many of them got all its points.

    share: the mean share of its points, from 0 (nobody) to 1. discrimination: the correlation of its points with the points of
    everything else, point-biserial for a test, and the ends of its 95 % interval; None where either is the same for all, or for fewer
    than four. fifths: the mean share in each fifth of the class, from those who do worst in everything else to the best; empty for few.
    """

    task: int
    name: str
    claim: str
    students: int
    full: int
    share: float
    discrimination: float | None
    low: float | None
    high: float | None
    fifths: list[float]

    @property
    def advice(self) -> str:
        """What to do about it, as the id of a sentence; empty where nothing is to be done, or too few were judged."""
        if self.students < FEW:
            return ""
        if self.share >= EASY:
            return "items.easy"
        if self.high is not None and self.high < 0:
            return "items.trap"
        if self.share <= HARD:
            return "items.hard"
        return "items.flat" if self.low is None or self.low <= 0 else ""


def earned_something(card: Scorecard) -> bool:
    """Whether the submission says anything about the items: an empty one fails them all, and they would all seem to agree."""
    return card.score > 0


def by_test(cards: Iterable[Scorecard]) -> list[Item]:
    """One item a test, in the order of the suite. A test that the grader could not judge counts for nobody."""
    found: dict[str, tuple[int, str, list[Score]]] = {}
    for card in cards:
        whole = float(card.score)
        for task in card.tasks:
            for test in task.tests:
                if test.outcome != "grader_fault" and test.void is UNSET:
                    points = float(test.points)
                    _, _, scores = found.setdefault(test.id, (task.number, test.claim, []))
                    scores.append((points, float(test.max_points), whole - points))
    return [_item(number, name, claim, scores) for name, (number, claim, scores) in found.items()]


def by_task(cards: Iterable[Scorecard]) -> list[Item]:
    """One item per task; of one that waits for a person nobody is judged."""
    found: dict[int, tuple[str, list[Score]]] = {}
    for card in cards:
        for task in card.tasks:
            _, scores = found.setdefault(task.number, (task.title, []))
            if task.by_hand is not UNSET:
                continue
            points = float(task.score)
            scores.append((points, float(task.max_score), float(card.score) - points))
    return [_item(number, str(number), title, scores) for number, (title, scores) in sorted(found.items())]


def _item(task: int, name: str, claim: str, scores: list[Score]) -> Item:
    shares = [points / most if most else 0.0 for points, most, _ in scores]
    # Sums of floats that should be equal may not be.
    rest = [round(each[2], 6) for each in scores]
    correlation = _correlation([each[0] for each in scores], rest)
    low, high = _interval(correlation, len(scores))
    return Item(
        task=task,
        name=name,
        claim=claim,
        students=len(scores),
        full=sum(points == most for points, most, _ in scores),
        share=statistics.fmean(shares) if shares else 0.0,
        discrimination=correlation,
        low=low,
        high=high,
        fifths=_fifths(shares, rest),
    )


def _correlation(points: Sequence[float], rest: Sequence[float]) -> float | None:
    """Pearson's; None where it is not defined."""
    if len(set(points)) < 2 or len(set(rest)) < 2:
        return None
    return statistics.correlation(points, rest)


def _interval(correlation: float | None, count: int) -> tuple[float | None, float | None]:
    """Fisher's: the inverse hyperbolic tangent of a correlation is about normal, with a variance of 1 / (count - 3)."""
    if correlation is None or count < 4:
        return None, None
    middle = math.atanh(max(-0.999999, min(0.999999, correlation)))
    reach = statistics.NormalDist().inv_cdf(0.975) / math.sqrt(count - 3)
    return math.tanh(middle - reach), math.tanh(middle + reach)


def _fifths(shares: list[float], rest: list[float]) -> list[float]:
    if len(shares) < FEW:
        return []
    ranked = [share for _, share in sorted(zip(rest, shares, strict=True))]
    cuts = [len(ranked) * place // FIFTHS for place in range(FIFTHS + 1)]
    return [statistics.fmean(ranked[start:end]) for start, end in itertools.pairwise(cuts)]
