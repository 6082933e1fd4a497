"""Moodle's grading worksheet of an assignment: the file that it exports, with the column of grades filled in.

Moodle demands its own headings, in the language of who exported it, and the cells of identifier and last change as they were. So
every byte of the file stays but the grades.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.errors import UsageError
from grader.lms.gradebook import Filled, Place, choose_column, fill, number_in
from grader.lms.match import Row
from grader.lms.results import Result
from grader.lms.table import Table

__all__ = ["fill_moodle"]

IDENTIFIER, FULL_NAME = 0, 1
GRADE = "Grade"


def fill_moodle(table: Table, results: Sequence[Result], column: str | None) -> Filled:
    """The worksheet to upload. column: the heading of the grades where it is not English.

    The column behind it is the most that Moodle takes; what would be more is cut to it. Raises UsageError for a sheet
    that is no worksheet, or one that grades by a scale.
    """
    header = table.header()
    choices = {number: [name] for number, name in enumerate(header) if number > FULL_NAME}
    chosen = choose_column(column or (GRADE if GRADE in header else None), choices, "that of the grades")
    rows = [number for number in range(1, len(table.rows)) if table.text(number, IDENTIFIER).strip()]
    if any(number_in(table.text(number, chosen + 1)) is None for number in rows):
        raise UsageError(
            f"Behind the column '{header[chosen]}' stands no maximum grade. It is no grading worksheet of Moodle, or the "
            "assignment is graded by a scale: give it points in its settings."
        )
    telling = _telling(table, rows, chosen)
    places = [_place(table, number, chosen, telling) for number in rows]
    return fill(table, chosen, places, results)


def _telling(table: Table, rows: list[int], grade: int) -> list[int]:
    """The columns before the grades in which no two students have the same: address, number, login, but not status or group."""
    columns = []
    for column in range(FULL_NAME + 1, grade):
        cells = [cell for number in rows if (cell := table.text(number, column).strip())]
        if len(set(cells)) == len(cells) > 0:
            columns.append(column)
    return columns


def _place(table: Table, row: int, grade: int, telling: list[int]) -> Place:
    ids = {table.text(row, column).strip() for column in telling} - {""}
    if number := re.search(r"(\d+)\D*$", table.text(row, IDENTIFIER)):
        ids.add(number[1])
    names = frozenset([table.text(row, FULL_NAME)])
    return Place(Row(row, frozenset(ids), names), number_in(table.text(row, grade + 1)), capped=True)
