"""Who should have handed in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from grader.errors import UsageError
from grader.intake.handins import Found
from grader.intake.names import clean, likeness

__all__ = ["Roster", "read_csv", "read_roster", "read_rows"]

ROWS = 100_000


class Roster:
    """The students of a class, each a row of cells: name, id, address, in any order. The first cell is what they are called here."""

    def __init__(self, rows: list[list[str]]) -> None:
        self.rows = rows

    def missing(self, found: Iterable[Found]) -> list[str]:
        """Who did not hand in."""
        handed_in = {key for each in found for key in _keys([each.student, *each.also])}
        return [row[0] for row in self.rows if not _keys(row) & handed_in]

    def unknown(self, found: Iterable[Found]) -> list[str]:
        """Who handed in and is not on the roster."""
        known = {key for row in self.rows for key in _keys(row)}
        return [each.student for each in found if not _keys([each.student, *each.also]) & known]


def read_roster(path: Path) -> Roster:
    """A CSV file with one header line. Raises UsageError for anything else."""
    rows = [[clean(cell.strip()) for cell in row if cell.strip()] for row in read_csv(path)[1:]]
    rows = [row for row in rows if row]
    if not rows:
        raise UsageError(f"{path} names no student: a header line and one line a student are expected.")
    return Roster(rows)


def read_csv(path: Path) -> list[list[str]]:
    """The rows of a CSV file as spreadsheets write it: UTF-8, or GB18030 from a Chinese Excel; commas, semicolons or tabs."""
    return [row for _, row in read_rows(path)]


def read_rows(path: Path) -> list[tuple[int, list[str]]]:
    """The same, each row with the line on which it ends."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            raise UsageError(f"{path} is not UTF-8 text. Save it as CSV UTF-8.") from None
    header = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=header.count)
    try:
        rows = csv.reader(io.StringIO(text), delimiter=delimiter)
        return [(rows.line_num, row) for _, row in zip(range(ROWS), rows, strict=False)]
    except csv.Error as error:
        raise UsageError(f"{path} is no CSV file: {error}.") from None


def _keys(cells: Iterable[str]) -> set[str]:
    return {key for cell in cells for key in likeness(cell)}
