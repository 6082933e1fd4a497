"""What teachers change about grades, kept as the tables of a graded class: the same columns, read by the same code."""

from __future__ import annotations

import datetime
import hashlib
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from grader.classroom.adjustments import OPTIONAL, REQUIRED, VOID
from grader.classroom.corrections import ATTEMPT, COMMENTS, LESSON, MANUAL
from grader.classroom.sheets import EVERYBODY, read_sheet
from grader.classroom.tables import as_it_was, csv_bytes
from grader.errors import UsageError
from grader.files import write_whole
from grader.sentences import Say, text
from grader.serve.marks import AssignmentGrades, without_place
from grader.serve.records import CourseAssignment, User, members_of
from grader.serve.terms import Terms
from grader.serve.tool import Tool

__all__ = ["TABLES", "TableLine", "lines_of", "remove_line", "write_line"]

TABLES: dict[str, list[str]] = {
    "adjustments": [*REQUIRED, *OPTIONAL],
    "manual": [*MANUAL, LESSON, ATTEMPT],
    "comments": [*COMMENTS, "by", "date", LESSON, ATTEMPT],
}
UNTOLD = ("lesson", "max_points")
CELLS = {
    "task": "serve.task",
    "points": "serve.points_given",
    "days": "serve.days_late",
    "reason": "serve.reason",
    "test": "serve.test",
    "until": "serve.deadline",
    "by": "serve.by",
    "date": "serve.date",
    "comment": "serve.comment",
    "file": "serve.file",
    "line": "serve.line",
    "text": "serve.comment",
    ATTEMPT: "serve.attempt_no",
}
writing = threading.Lock()  # one teacher at a time


class TableLine(Struct, frozen=True):
    """One line of a table, by its number there. said: its cells as text. mark: names its content, so that a page of before takes back no other."""

    table: str
    number: int
    said: str
    mark: str


def write_line(
    tool: Tool, assignment: CourseAssignment, terms: Terms, student: str, table: str, cells: Mapping[str, str], by: User
) -> None:
    """Add a line about the student of this handle, or `*` for everybody; of a task that is graded by hand, in the place of an earlier one. Raises UsageError, and then nothing
    has changed."""
    columns, path = TABLES[table], tool.folder.class_of(assignment.id) / f"{table}.csv"
    now = datetime.datetime.now(datetime.UTC)
    row = {"student": student, "lesson": terms.lesson, "by": by.called, "date": f"{now:%Y-%m-%d}"} | dict(cells)
    with writing:
        before = path.read_bytes() if path.exists() else None
        known = AssignmentGrades(tool, assignment, terms).unfit
        rows = [each for _, each in _rows(path, columns)]
        if table == "manual":
            same = student, row.get("task", ""), row.get(ATTEMPT, ""), terms.lesson
            rows = [each for each in rows if (each[0], each[1], each[-1], each[-2] or terms.lesson) != same]
        new = [row.get(name, "") for name in columns]
        if new in rows:  # as by a second click
            raise UsageError(text("operate.line_there"))
        _put(path, columns, [*rows, new])
        try:
            marks = AssignmentGrades(tool, assignment, terms)
            if len(marks.unfit) > len(known):
                raise marks.unfit[-1]
            _must_add_up(marks, student, row.get(ATTEMPT, ""))
        except UsageError as error:
            path.unlink() if before is None else write_whole(path, before)
            raise UsageError(without_place(error)) from None


def remove_line(tool: Tool, assignment: CourseAssignment, student: str, table: str, number: int, mark: str) -> None:
    """Take a line about this student, or about everybody, back. Raises UsageError where there is none of that content."""
    columns, path = TABLES[table], tool.folder.class_of(assignment.id) / f"{table}.csv"
    with writing:
        rows = list(_rows(path, columns))
        kept = [each for place, each in rows if (place, each[0], _mark(each)) != (number, student, mark)]
        if len(kept) == len(rows):
            raise UsageError(text("operate.no_line"))
        _put(path, columns, kept)


def lines_of(tool: Tool, assignment: CourseAssignment, student: str, say: Say) -> list[TableLine]:
    """All lines about this student, or about everybody, in words; with its lesson, where that is another one by now."""
    found = []
    for table, columns in TABLES.items():
        for number, cells in _rows(tool.folder.class_of(assignment.id) / f"{table}.csv", columns):
            if cells[0] == student:
                told = zip(columns[1:], cells[1:], strict=True)
                cells_said = [_said(name, cell, say) for name, cell in told if cell and name not in UNTOLD]
                lesson = cells[columns.index(LESSON)]
                if assignment.picked and lesson not in ("", assignment.picked.lesson):
                    cells_said.append(say("serve.other_lesson", lesson=lesson))
                said = " · ".join(cells_said)
                found.append(TableLine(table, number, said, _mark(cells)))
    return found


def _must_add_up(marks: AssignmentGrades, student: str, attempt: str) -> None:
    """Raises UsageError where the grade of one that the line is about does not add up: of the attempt that counts, or of the named one."""
    for user in members_of(marks.tool.database, marks.assignment.context):
        if student in (EVERYBODY, user.handle):
            standing = marks.of(user)
            named = [each.id for each in standing.attempts if str(each.number) == attempt]
            counts = [standing.counts.id] if standing.counts else []
            for id in named or counts:
                if id in standing.errors:
                    raise standing.errors[id]


def _said(name: str, cell: str, say: Say) -> str:
    if name == "points" and cell in VOID:
        return say("serve.out" if VOID[cell] == "out" else "serve.given")
    if name == "bonus":
        return say("serve.bonus")
    return say("serve.cell", name=say(CELLS[name]), said=cell)


def _mark(cells: list[str]) -> str:
    return hashlib.sha256("\0".join(cells).encode()).hexdigest()[:16]


def _rows(path: Path, columns: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and cells, as they were meant."""
    for row in read_sheet(path, [], columns):
        yield row.line, [as_it_was(row[name]) for name in columns]


def _put(path: Path, columns: list[str], rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, csv_bytes([columns, *rows]))
