"""How scores and times of handing in are spread over a class, as bars."""

from __future__ import annotations

import datetime
import statistics
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

__all__ = ["Bar", "Middle", "middle", "score_bars", "time_bars"]

HOUR = datetime.timedelta(hours=1)
STEPS = (HOUR, 3 * HOUR, 6 * HOUR, 24 * HOUR, 168 * HOUR, 720 * HOUR)
MOST = 40  # bars


class Bar(Struct, frozen=True):
    """share: of the longest bar, from 0 to 1."""

    label: str
    count: int
    share: float


class Middle(Struct, frozen=True):
    """Scores in points."""

    mean: float
    median: float
    low: float
    high: float


def middle(scores: Sequence[Decimal]) -> Middle | None:
    """None for an empty class."""
    if not scores:
        return None
    return Middle(
        float(statistics.fmean(scores)), float(statistics.median(scores)), float(min(scores)), float(max(scores))
    )


def score_bars(scores: Sequence[Decimal], most: Decimal) -> list[Bar]:
    """Ten bars from 0 to just below 100 %, and one for full marks and more. most: a full score, above 0."""
    counts = Counter(max(0, min(10, int(10 * score / most))) for score in scores)
    labels = [*(f"{10 * place}–{10 * place + 10} %" for place in range(10)), "100 %"]
    return _bars([(label, counts[place]) for place, label in enumerate(labels)])


def time_bars(times: Sequence[datetime.datetime]) -> list[Bar]:
    """At most 40 bars of equal length, at the first one's offset from UTC; labelled with when each begins. The times are aware."""
    if not times:
        return []
    zone = datetime.timezone(min(times).utcoffset() or datetime.timedelta())  # one offset: no hour comes twice
    times = [time.astimezone(zone) for time in times]
    first, last = min(times).replace(minute=0, second=0, microsecond=0), max(times)
    step = next((step for step in STEPS if (last - first) // step < MOST), None)
    if step is None:  # years between them
        step = (last - first) / (MOST - 1)
    if step >= STEPS[3]:
        first = first.replace(hour=0)
    counts = Counter((time - first) // step for time in times)
    form = "%Y-%m-%d" if step >= STEPS[3] else "%Y-%m-%d %H:%M"
    return _bars([((first + place * step).strftime(form), counts[place]) for place in range(max(counts) + 1)])


def _bars(counts: list[tuple[str, int]]) -> list[Bar]:
    most = max((count for _, count in counts), default=0) or 1
    return [Bar(label, count, count / most) for label, count in counts]
