"""adjustments.csv: what people change about grades, with their reasons. It never touches a scorecard."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Literal

from msgspec import Struct

from grader.classroom.sheets import EVERYBODY, Known, SheetRow, of_this_lesson, read_sheet
from grader.sentences import Line, text

__all__ = ["OPTIONAL", "REQUIRED", "Adjustment", "read_adjustments", "two_rulings"]

REQUIRED = ["student", "lesson", "task", "points", "days", "reason"]
OPTIONAL = ["test", "until", "bonus", "by", "date"]
YES = ("bonus", "yes", "true", "1", "x")
VOID: dict[str, Literal["out", "given"]] = {"void": "out", "given": "given"}


class Adjustment(Struct, frozen=True):
    """One line. student: `*` for everybody. points: added to the task, or to the whole where `task` is None.

    test, void: the test that is out of the maximum, or whose points are given. days: late days added; negative ones are forgiven.
    until: the student's own deadline. bonus: points may go beyond the maximum.
    """

    row: SheetRow
    student: str
    reason: str
    task: int | None = None
    test: str = ""
    void: Literal["", "out", "given"] = ""
    points: Decimal = Decimal(0)
    days: Decimal | None = None
    until: datetime.datetime | None = None
    bonus: bool = False
    by: str = ""
    date: str = ""


def read_adjustments(path: Path, known: Known, warnings: list[Line]) -> list[Adjustment]:
    """The adjustments of this lesson, in the file's order; none where there is no such file.

    warnings: is told of people who have left the class, and of lines about other lessons. Raises UsageError, with the line and a guess, for anything that cannot be meant so.
    """
    found = []
    for row in of_this_lesson(read_sheet(path, REQUIRED, OPTIONAL), known, warnings):
        student = row.student(known, warnings)
        if student:
            found.append(_adjustment(row, student))
    _check_once(found)
    warnings.extend(_pasted_twice(found))
    return found


def _pasted_twice(found: list[Adjustment]) -> Iterator[Line]:
    """A line that says what another says already, and a deadline that another line gives, too: both count, or the later one."""
    lines: dict[tuple[tuple[str, str], ...], int] = {}
    until: dict[str, int] = {}
    for each in found:
        cells = tuple(sorted((name, cell) for name, cell in each.row.cells.items() if cell))
        if cells in lines:
            yield text("row.twice", place=each.row.place, line=lines[cells])
        elif each.until and each.student in until:
            yield text("row.two_deadlines", place=each.row.place, line=until[each.student], student=each.student)
        lines.setdefault(cells, each.row.line)
        if each.until:
            until.setdefault(each.student, each.row.line)


def _check_once(found: list[Adjustment]) -> None:
    """Raises UsageError where two lines take the same test back for the same student."""
    before: dict[str, list[Adjustment]] = {}
    for each in (each for each in found if each.void):
        others = before.setdefault(each.test.removeprefix("test_"), [])
        for other in others:
            if EVERYBODY in (each.student, other.student) or each.student == other.student:
                raise each.row.error(two_rulings(each, other))
        others.append(each)


def two_rulings(each: Adjustment, other: Adjustment) -> Line:
    """That two lines take the same test back."""
    return text(
        "row.two_rulings",
        points=each.row["points"],
        test=each.test,
        line=other.row.line,
        other=other.row["points"],
        whom=text("row.all_of_them") if other.student == EVERYBODY else other.student,
    )


def _adjustment(row: SheetRow, student: str) -> Adjustment:
    reason = row.given("reason")
    test, void = row["test"], VOID.get(row["points"].casefold())
    if test and not void:
        raise row.error(text("row.test_points", points=row["points"]))
    if void and not test:
        raise row.error(text("row.needs_test", points=row["points"]))
    points = Decimal(0) if void else row.number("points")
    if points == 0 and not void:
        raise row.error(text("row.zero"))
    days, until = row.number("days"), row.time("until")
    if points is None and days is None and until is None:
        raise row.error(text("row.neither"))
    if row["bonus"] and row["bonus"].casefold() not in YES:
        raise row.error(text("row.bonus", bonus=row["bonus"]))
    return Adjustment(
        row,
        student,
        reason,
        row.whole("task"),
        test,
        void or "",
        points or Decimal(0),
        days,
        until,
        bool(row["bonus"]),
        row["by"],
        row["date"],
    )
