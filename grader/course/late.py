"""What lateness costs, as course.toml says."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from msgspec import Meta, Struct

__all__ = ["Late"]

Aware = Annotated[datetime.datetime, Meta(tz=True)]
DAY = datetime.timedelta(days=1)


class Late(Struct, frozen=True, forbid_unknown_fields=True):
    """[late] in course.toml. A day begun counts as a day.

    percent_per_day: of the points earned. days: after so many a submission earns nothing. due: when each lesson is due.
    """

    percent_per_day: Annotated[float, Meta(ge=0, le=100)] = 0
    grace_minutes: Annotated[int, Meta(ge=0)] = 0
    last_day: Annotated[int, Meta(ge=1)] | None = None
    due: dict[str, Aware] = {}

    def days(self, lesson: str, handed_in: datetime.datetime | None) -> Decimal:
        """Days late, 0 where the platform does not say when it was handed in."""
        due = self.due.get(lesson) or self.due.get(lesson.split("_")[0])
        if due is None or handed_in is None:
            return Decimal(0)
        over = handed_in - due
        if over <= datetime.timedelta(minutes=self.grace_minutes):
            return Decimal(0)
        return Decimal(-(-over // DAY))

    def penalty(self, score: Decimal, days: Decimal) -> Decimal:
        """Points lost, to the hundredth."""
        if self.last_day is not None and days > self.last_day:
            return score
        lost = min(score, score * Decimal(str(self.percent_per_day)) * days / 100)
        return lost.quantize(Decimal("0.01"), ROUND_HALF_UP) if lost else Decimal(0)
