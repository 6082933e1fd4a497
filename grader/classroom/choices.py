"""choices.csv: which file of a student counts, and why."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from grader.classroom.sheets import EVERYBODY, Known, SheetRow, read_sheet
from grader.intake.chosen import Chosen
from grader.sentences import Line, text

__all__ = ["Ruling", "chosen_files", "read_choices"]

REQUIRED = ["student", "file", "reason"]
OPTIONAL = ["lesson", "by", "date"]


class Ruling(Struct, frozen=True):
    """That this file of the student counts. row: where it is written."""

    row: SheetRow
    file: str
    reason: str
    by: str = ""
    date: str = ""

    def __str__(self) -> str:
        """The reason, and who gave it when."""
        signed = ", ".join(filter(None, (self.by, self.date)))
        return f"{self.reason} ({signed})" if signed else self.reason


def chosen_files(folder: Path) -> dict[str, Chosen]:
    """What `discover` is told, by the names as they are written. Raises UsageError for a table that cannot be meant so."""
    rows = read_sheet(folder / "choices.csv", REQUIRED, OPTIONAL)
    return {row.given("student"): Chosen(row.given("file"), f"{row.path}, line {row.line}") for row in rows}


def read_choices(folder: Path, known: Known, warnings: list[Line]) -> Mapping[str, Ruling]:
    """The rulings, by student. Raises UsageError, with the line and a guess, for a student that there is not, or two rulings on one."""
    found: dict[str, Ruling] = {}
    for row in read_sheet(folder / "choices.csv", REQUIRED, OPTIONAL):
        if row["lesson"] and not row.about(known):
            continue
        student = row.student(known, warnings)
        if student == EVERYBODY:
            raise row.error(text("row.everybody"))
        if student in found:
            raise row.error(text("row.second"))
        if student:
            found[student] = Ruling(row, row.given("file"), row.given("reason"), row["by"], row["date"])
    return found
