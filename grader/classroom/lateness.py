"""What a teacher should know of a class's lateness: where it is not known, and what course.toml and adjustments.csv say of it that cannot be meant so."""

from __future__ import annotations

from pathlib import Path

from grader.classroom.classes import Class
from grader.classroom.corrections import Corrections
from grader.classroom.grades import Grade
from grader.classroom.sheets import guess
from grader.classroom.store import Store
from grader.course.late import Late
from grader.course.lessons import Course
from grader.course.names import short_name
from grader.sentences import Line, text

__all__ = ["about_lateness"]

MOST_NAMED = 5


def about_lateness(
    grades: list[Grade], corrections: Corrections, late: Late, graded: Class, folder: Path, course: Course
) -> list[Line]:
    """The warnings, for the terminal and the class's page."""
    return [
        *_late_unknown(grades),
        *_no_deadline(grades, late, graded, course),
        *_no_extension(corrections, late, graded),
        *_policy(graded, late, folder),
    ]


def _no_deadline(grades: list[Grade], late: Late, graded: Class, course: Course) -> list[Line]:
    """A warning for deadlines of lessons that the course has not, and for this lesson without one where lateness costs points."""
    names = [graded.lesson, *course.names, *map(short_name, course.names)]
    found: list[Line] = [
        text("class.due_of_none", lesson=each, guess=guess(each, names)) for each in late.due if each not in names
    ]
    if late.percent_per_day and not late.due_of(graded.lesson) and any(grade.handed_in for grade in grades):
        found.append(text("class.no_due", lesson=short_name(graded.lesson)))
    return found


def _no_extension(corrections: Corrections, late: Late, graded: Class) -> list[Line]:
    """A warning for a student's own deadline that is before everybody's: it is meant to give time."""
    due = late.due_of(graded.lesson)
    early = [each for each in corrections.adjustments if each.until and due and late.local(each.until) < due]
    return [
        text("class.early_until", place=each.row.place, until=each.row["until"], due=f"{due:%Y-%m-%d %H:%M}")
        for each in early
    ]


def _policy(graded: Class, late: Late, folder: Path) -> list[Line]:
    """A warning where course.toml says another of several submissions counts than when the class was graded."""
    settings = Store(folder).settings
    if not settings or settings.counts in ("", late.counts):
        return []
    return [text("class.policy", before=settings.counts, now=late.counts, command=f"dlgrade regrade {folder}")]


def _late_unknown(grades: list[Grade]) -> list[Line]:
    late = [grade.student for grade in grades if not grade.days_known]
    id = "class.late_unknown" if any(grade.due for grade in grades) else "class.late_no_due"
    return [text(id, n=len(late), who=", ".join(late[:MOST_NAMED]))] if late else []
