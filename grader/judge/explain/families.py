"""A misconception with a constant that each student chooses otherwise: the programs of which one may be theirs."""

from __future__ import annotations

import math
from collections.abc import Iterator

from grader.course.misconceptions import Family, Misconception
from grader.judge.explain.ideas import Fitted

__all__ = ["fitted"]

PARTS = (0, 0.01, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.99, 1)  # of a range


def fitted(idea: Misconception) -> Iterator[tuple[Misconception | Fitted, bytes]]:
    """The idea, or one for each value that its constant may have."""
    if idea.family is None:
        yield idea, idea.source
        return
    for value in sorted({idea.value, *_values(idea.family)}):
        yield Fitted(idea, value), idea.source_with(value)


def _values(family: Family) -> list[float]:
    """Of a range of several powers of ten these; of one from a whole number on, 1, 2 and 5 times these; else parts of it."""
    least, most = family.least, family.most
    if least > 0 and most / least >= 10:
        powers = [10.0**power for power in range(round(math.log10(least)), round(math.log10(most)) + 1)]
        steps = (1, 2, 5) if least >= 0.1 else (1,)
        return [value for power in powers for step in steps if least <= (value := round(step * power, 15)) <= most]
    return [round(least + (most - least) * part, 6) for part in PARTS]
