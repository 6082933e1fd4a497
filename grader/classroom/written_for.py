"""Which hand-in a person's points and comments were written for: where it has changed since, they are to be looked at again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from grader.classroom.classes import Class
from grader.classroom.sheets import Known, SheetRow, read_sheet
from grader.classroom.store import Shelf, key_of
from grader.classroom.tables import as_it_was
from grader.errors import UsageError
from grader.files import write_whole
from grader.scorecard import pretty
from grader.sentences import Line, text

__all__ = ["note_written_for", "written_for_another"]

FILE = "written_for.json"
MANUAL = (["student", "task", "points"], ["max_points", "comment", "by", "date"])
COMMENTS = (["student", "file", "line", "text"], ["points", "by", "date"])


def note_written_for(graded: Class, known: Known, folder: Path) -> None:
    """Keep, for each line of manual.csv and comments.csv that is new, what the student has handed in by now.

    To be called before scorecards are replaced, and when they have been. A line that was changed is a new one: somebody looked again.
    """
    before = _noted(folder)
    with contextlib.suppress(UsageError):  # said by who reads the tables
        now = {key: before.get(key, content) for _, _, key, content in _written(graded, known, folder)}
        if now != before:
            write_whole(folder / FILE, pretty(now))


def written_for_another(graded: Class, known: Known, folder: Path) -> Iterator[Line]:
    """A warning for each line of a person's that was written for another hand-in than counts now."""
    noted = _noted(folder)
    for row, student, key, content in _written(graded, known, folder):
        if noted.get(key, content) != content:
            id = "class.points_of_before" if row.path.name == "manual.csv" else "class.comment_of_before"
            yield text(id, place=row.place, student=student, task=row["task"])


def _noted(folder: Path) -> dict[str, str]:
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode((folder / FILE).read_bytes(), type=dict[str, str])
    return {}


def _written(graded: Class, known: Known, folder: Path) -> Iterator[tuple[SheetRow, str, str, str]]:
    """Each line that says something of a student who is graded: the line, the student, a key of all its words, and the hand-in's."""
    files = {each.student: each.file for each in graded.students}
    shelf = Shelf(folder / "scorecards")
    contents: dict[str, str] = {}
    for name, columns in (("manual.csv", MANUAL), ("comments.csv", COMMENTS)):
        for row in read_sheet(folder / name, *columns):
            student = known.names.get(row["student"]) or known.names.get(as_it_was(row["student"]), "")
            if student not in files or (name == "manual.csv" and not row["points"]):
                continue
            if student not in contents:
                card = shelf.card(files[student])
                contents[student] = card.submission.sha256 if card else ""
            if contents[student]:
                words = {key: value for key, value in row.cells.items() if value}
                yield row, student, key_of(name, sorted(words.items())), contents[student]
