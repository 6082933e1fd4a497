"""When a lesson is due, how many days late a submission is and what they cost, as course.toml says."""

from __future__ import annotations

import datetime
import zoneinfo
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from grader.course.names import short_name
from grader.sentences import text

__all__ = ["Aware", "Counts", "Late"]

Aware = Annotated[datetime.datetime, Meta(tz=True)]
Counts = Literal["last", "best", "last on time"]
DAY = datetime.timedelta(days=1)


class Late(Struct, frozen=True, forbid_unknown_fields=True):
    """[late] in course.toml. A day begun counts as a day, from the hour of the deadline to the same hour of the next day.

    percent_per_day: of the points earned. days: after so many a submission earns nothing. due: when each lesson is due, in `zone`
    where it names no offset. zone: the course's, such as Europe/Berlin: a day is one of its calendar, 23 or 25 hours when clocks are
    put forward or back. counts: which of several submissions of a student counts, where it is known when each came in.
    """

    percent_per_day: Annotated[float, Meta(ge=0, le=100)] = 0
    grace_minutes: Annotated[int, Meta(ge=0)] = 0
    last_day: Annotated[int, Meta(ge=1)] | None = None
    zone: str = ""
    counts: Counts = "last"
    due: dict[str, datetime.datetime] = {}

    def __post_init__(self) -> None:
        if self.zone:
            try:
                zoneinfo.ZoneInfo(self.zone)
            except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
                raise ValueError(text("unfit.zone", zone=self.zone)) from None
        for lesson, due in self.due.items():
            if due.tzinfo is None and not self.zone:
                raise ValueError(text("unfit.due", lesson=lesson, due=f"{due:%Y-%m-%dT%H:%M:%S}+08:00"))

    def due_of(self, lesson: str) -> datetime.datetime | None:
        """When the lesson is due, in the course's zone; None where no date is given."""
        due = self.due.get(lesson) or self.due.get(short_name(lesson))
        return self.local(due) if due else None

    def local(self, time: datetime.datetime) -> datetime.datetime:
        """The time in the course's zone; one without an offset is meant there."""
        if not self.zone:
            return time if time.tzinfo else time.replace(tzinfo=datetime.UTC)
        zone = zoneinfo.ZoneInfo(self.zone)
        return time.astimezone(zone) if time.tzinfo else time.replace(tzinfo=zone)

    def days(self, lesson: str, handed_in: datetime.datetime | None, until: datetime.datetime | None = None) -> Decimal:
        """Days late, 0 where the platform does not say when it was handed in. until: another deadline, of one student."""
        due = self.local(until) if until else self.due_of(lesson)
        if due is None or handed_in is None:
            return Decimal(0)
        if handed_in.timestamp() - due.timestamp() <= 60 * self.grace_minutes:
            return Decimal(0)
        over = handed_in.astimezone(due.tzinfo).replace(tzinfo=None) - due.replace(tzinfo=None)
        return Decimal(max(1, -(-over // DAY)))

    def penalty(self, score: Decimal, days: Decimal) -> Decimal:
        """Points lost, to the hundredth."""
        if self.last_day is not None and days > self.last_day:
            return score
        lost = min(score, score * Decimal(str(self.percent_per_day)) * days / 100)
        return lost.quantize(Decimal("0.01"), ROUND_HALF_UP) if lost else Decimal(0)
