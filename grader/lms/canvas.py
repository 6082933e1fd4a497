"""Canvas's gradebook: the file that it exports, with one assignment's column filled in.

Only the columns that name a student and that one assignment go into the new file, and only the rows that get a score. Canvas would
take the others for changes too, and undo what was graded after the export.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from grader.errors import UsageError
from grader.lms.gradebook import Filled, GradebookCell, choose_column, fill, number_in
from grader.lms.match import GradebookRow
from grader.lms.results import Result
from grader.lms.table import Table
from grader.sentences import text

__all__ = ["fill_canvas"]

OWN = "ID"
IDS = ("SIS User ID", "SIS Login ID", "Integration ID")
KEPT = {"EX": text("match.excused"), "N/A": text("match.not_given")}
NAMES = ("Student", "LastName", "FirstName")
# Canvas drops columns whose heading has one of these, whatever stands around it.
IGNORED = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")


def fill_canvas(table: Table, results: Sequence[Result], column: str | None) -> Filled:
    """The file to import. column: the assignment, as `Title (number)`, title or number; needless where there is only one.

    A grade is `EX` for who is excused, `N/A` for whom the assignment is not given, and stays so. Raises UsageError for what Canvas would
    not import.
    """
    header = table.header()
    if header[:1] != ["Student"]:  # Canvas knows its other heading only without the mark of UTF-8
        table.mark = ""
    last = _last_of_student(header)
    chosen = _assignment(header, last, column)
    _check_numbers(table, header.index(OWN))
    table.keep([*range(last + 1), chosen])
    rows = range(1, len(table.rows))
    maximum = None
    for number in rows:
        if "Points Possible" in table.text(number, 0):
            maximum = _points_possible(table, number, header[chosen])
    places = [_place(table, number, header[: last + 1], maximum) for number in rows if _is_student(table, number)]
    return fill(table, last + 1, places, results, "canvas", rest_stays=False)


def _last_of_student(header: list[str]) -> int:
    """The column `Section`, the last of those that say who it is."""
    sections = [number for number, name in enumerate(header) if name == "Section"]
    names = header[: sections[0]] if sections else []
    if not sections or "ID" not in names or not any(name in names for name in NAMES):
        raise UsageError(text("wrong.no_canvas"))
    return sections[0]


def _assignment(header: list[str], last: int, asked: str | None) -> int:
    choices = {}
    for number, name in enumerate(header):
        if number > last and (found := re.fullmatch(r"(.*) \((\d+)\)", name, re.DOTALL)):
            choices[number] = [name, found[1], found[2]]
    chosen = choose_column(asked, choices, text("match.an_assignment"))
    if IGNORED.search(header[chosen]):
        raise UsageError(text("wrong.canvas_ignored", name=str(header[chosen])))
    return chosen


def _check_numbers(table: Table, column: int) -> None:
    """Raises UsageError for numbers that a spreadsheet has rounded: Canvas would take them for other people's."""
    for number in range(1, len(table.rows)):
        if re.fullmatch(r"[0-9]+([.,][0-9]+)?[Ee]\+?[0-9]+", cell := table.text(number, column).strip()):
            raise UsageError(text("wrong.canvas_rounded", row=str(number + 1), id=cell))


def _points_possible(table: Table, row: int, title: str) -> Decimal | None:
    cell = table.text(row, len(table.rows[row]) - 1)
    if "(read only)" in cell:
        raise UsageError(text("wrong.canvas_read_only", name=str(title)))
    return number_in(cell)


def _is_student(table: Table, row: int) -> bool:
    """Canvas begins with rows that name nobody: points possible, and how grades are posted."""
    return bool(table.text(row, 0).strip()) and "Points Possible" not in table.text(row, 0)


def _place(table: Table, row: int, header: list[str], maximum: Decimal | None) -> GradebookCell:
    cells = {name: table.text(row, number) for number, name in enumerate(header)}
    ids = frozenset(cells[name] for name in IDS if cells.get(name, "").strip())
    name = cells.get("Student") or f"{cells.get('LastName', '')}, {cells.get('FirstName', '')}"
    kept = KEPT.get(table.text(row, len(header)).strip().upper(), "")
    return GradebookCell(GradebookRow(row, ids, frozenset([name]), cells.get(OWN, "").strip()), maximum, kept=kept)
