"""What a teacher picks for an assignment, and how it comes along with every launch: as custom parameters of the link."""

from __future__ import annotations

import contextlib
import datetime
import zoneinfo
from collections.abc import Mapping
from typing import Literal

import msgspec
from msgspec import Struct

from grader.course.facts import How, Visibility
from grader.course.late import Counts, Late
from grader.course.lessons import Course, Lesson
from grader.errors import UsageError
from grader.sentences import Text, languages, text

__all__ = ["COUNTS", "SHOWN", "BadTerms", "Terms", "late_of", "lesson_with", "terms_of"]

COUNTS: tuple[Counts, ...] = ("best", "last", "last on time")
SHOWN: tuple[How | Literal[""], ...] = ("", "all", "claim", "score")


class Terms(Struct, frozen=True):
    """lesson: its folder's name. language: of the pages, empty for the one that the platform says. due: with its offset, empty for none.

    attempts: how many there are, 0 for any number. counts: which of them. shown_before, shown_after: how much of a scorecard students see
    before and after the deadline, empty for what the lesson says.
    """

    lesson: str
    language: str = ""
    due: str = ""
    attempts: int = 0
    counts: Counts = "best"
    shown_before: How | Literal[""] = ""
    shown_after: How | Literal[""] = ""

    @property
    def due_time(self) -> datetime.datetime | None:
        return datetime.datetime.fromisoformat(self.due) if self.due else None

    def custom(self) -> dict[str, str]:
        """As parameters: names in small letters, for some platforms change them; values are text."""
        return {name: str(value) for name, value in msgspec.to_builtins(self).items()}


class BadTerms(UsageError):
    """said: what cannot be meant, for the teacher."""

    def __init__(self, said: Text) -> None:
        super().__init__(str(said))
        self.said = said


def terms_of(given: Mapping[str, str], course: Course) -> Terms | None:
    """The terms that stand in a form or in a link's parameters; None where no lesson is named. Raises BadTerms."""
    if not given.get("lesson"):
        return None
    names = {folder.name for folder in course.folders}
    if given["lesson"] not in names:
        raise BadTerms(text("serve.no_lesson", lesson=given["lesson"][:100]))
    language, attempts = given.get("language", ""), given.get("attempts", "") or "0"
    if not attempts.isascii() or not attempts.isdigit() or len(attempts) > 4 or int(attempts) > 1000:
        raise BadTerms(text("serve.bad_attempts"))
    return Terms(
        given["lesson"],
        language if language in languages() else "",
        _due(given.get("due", ""), given.get("zone", ""), course.facts.late),
        int(attempts),
        next((each for each in COUNTS if each == given.get("counts")), "best"),
        next((each for each in SHOWN if each == given.get("shown_before")), ""),
        next((each for each in SHOWN if each == given.get("shown_after")), ""),
    )


def late_of(terms: Terms, course: Course) -> Late:
    """The course's late policy with the deadline of this assignment."""
    due = {terms.lesson: terms.due_time} if terms.due_time else {}
    return msgspec.structs.replace(course.facts.late, due=due, counts=terms.counts)


def lesson_with(terms: Terms, course: Course) -> Lesson:
    """The lesson, shown as the teacher wants it. Raises UsageError where the course has it no more."""
    lesson = course.lesson(terms.lesson)
    own = (
        lesson.facts.shown
        if isinstance(lesson.facts.shown, Visibility)
        else Visibility(lesson.facts.shown, lesson.facts.shown)
    )
    shown = Visibility(
        terms.shown_before or own.before, terms.shown_after or own.after, None if terms.due else own.date
    )
    lesson.facts = msgspec.structs.replace(lesson.facts, shown=shown)
    return lesson


def _due(written: str, zone: str, late: Late) -> str:
    """With an offset; one without is of the zone that was chosen, or the course's, or UTC. A date alone lasts until its end, as in the tables."""
    if not written.strip():
        return ""
    try:
        time = _time(written.strip())
        if time.tzinfo is None and zone:
            time = time.replace(tzinfo=zoneinfo.ZoneInfo(zone))
        return late.local(time).isoformat()
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        raise BadTerms(text("serve.bad_due")) from None


def _time(written: str) -> datetime.datetime:
    """Raises ValueError."""
    if "W" in written.upper():  # a week is no day
        raise ValueError(written)
    with contextlib.suppress(ValueError):
        return datetime.datetime.combine(datetime.date.fromisoformat(written), datetime.time(23, 59, 59))
    return datetime.datetime.fromisoformat(written)
