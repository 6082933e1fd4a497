"""The tables that teachers write into a class's folder: adjustments, manual points, comments, choices, requests.

What cannot be meant so is an error with the file, the line and a guess; nothing is dropped in silence.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from grader.classroom.roster import read_rows
from grader.classroom.tables import as_it_was
from grader.errors import UsageError
from grader.intake.names import clean
from grader.sentences import Line
from grader.sentences import text as sentence

__all__ = ["EVERYBODY", "Known", "SheetRow", "guess", "of_this_lesson", "read_sheet"]

EVERYBODY = "*"
MOST = Decimal(10_000)
# As tables write a day, the year first: 2026-10-05, 2026/10/5, 2026.10.5, 2026年10月5日; where a day or a month stands first, nobody knows which.
DATE = re.compile(
    r"(?P<year>[0-9]{4})(?P<sign>[-/.年])(?P<month>[0-9]{1,2})(?:(?P=sign)|月)(?P<day>[0-9]{1,2})日?"
    r"(?:[T ]\s*(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{3,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?))?"
)
SURE = 0.9  # how alike a number or an address must be: one that only looks like another is another person's


def guess(asked: str, names: Iterable[str], alike: float = 0.6) -> Line:
    """` Did you mean 'x'?`, or nothing. alike: from which share of common letters on."""
    names = list(names)
    near = [name for name in names if asked and name.startswith(asked)][:1] if alike < SURE else []
    near = near or difflib.get_close_matches(asked, names, n=1, cutoff=alike)
    return sentence("row.guess", near=near[0]) if near else ""


def _whom(asked: str, known: Known, alike: float) -> Line:
    """As `guess`, of students: all whose names are equally near, for a namesake is another person."""
    near = difflib.get_close_matches(asked, known.names, n=9, cutoff=alike)
    shares = {name: difflib.SequenceMatcher(None, name, asked).ratio() for name in near}
    nearest = [name for name in near if shares[name] == max(shares.values())]
    if len({known.names[name] for name in nearest}) < 2:
        return guess(asked, known.names, alike)
    return sentence("row.guess_several", names=", ".join(f"'{name}'" for name in sorted(nearest)))


@dataclass(frozen=True)
class Known:
    """Who and what a table may speak of.

    names: what a student may be called, and what they are called here. left: names of those who were in the class and are no more.
    lesson: what this class's lesson is called, and was. others: the course's other lessons.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    left: Collection[str] = ()
    lesson: Collection[str] = ()
    others: Collection[str] = ()


@dataclass(frozen=True)
class SheetRow:
    """One line of a table. Its methods raise UsageError with the file and the line."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, name: str) -> str:
        """The cell of that column; empty where the table has none."""
        return self.cells.get(name, "")

    @property
    def place(self) -> Line:
        return sentence("row.place", path=str(self.path), line=self.line)

    def error(self, said: Line) -> UsageError:
        return UsageError(sentence("row.at", place=self.place, said=said))

    def given(self, name: str) -> str:
        """The cell, which must not be empty."""
        if not self[name]:
            raise self.error(sentence("row.missing", name=name))
        return self[name]

    def number(self, name: str) -> Decimal | None:
        """The number in the cell, with a point or a comma; None where it is empty."""
        text = self[name].lstrip("'").replace(",", ".").replace("−", "-").lstrip("+")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise self.error(sentence("row.no_number", value=as_it_was(self[name]), name=name)) from None
        if not number.is_finite():
            raise self.error(sentence("row.no_number", value=as_it_was(self[name]), name=name))
        if abs(number) > MOST:
            raise self.error(sentence("row.too_large", value=self[name], name=name))
        return number

    def whole(self, name: str) -> int | None:
        """A whole number from 1."""
        number = self.number(name)
        if number is not None and (number != int(number) or number < 1):
            raise self.error(sentence("row.no_whole", value=self[name], name=name))
        return None if number is None else int(number)

    def time(self, name: str) -> datetime.datetime | None:
        """A date, which is its last minute, or a date and a time; without a zone where none is written."""
        text = self[name].lstrip("'")
        if not text:
            return None
        found = DATE.fullmatch(text)
        try:
            year, month, day = (int(found[part]) for part in ("year", "month", "day")) if found else (0, 0, 0)
            hour = found["time"] or "" if found else ""
            hour = f"0{hour}" if hour[1:2] == ":" else hour
            time = datetime.datetime.fromisoformat(f"{year}-{month:02}-{day:02}T{hour or '00:00'}")
        except ValueError:
            raise self.error(sentence("row.no_date", text=as_it_was(text), name=name)) from None
        return time if hour else time.replace(hour=23, minute=59, second=59)

    def about(self, known: Known) -> bool:
        """Whether the line is about this class's lesson. Raises UsageError for a lesson that the course has not."""
        lesson = self.given("lesson")
        if lesson in known.lesson:
            return True
        if lesson in known.others:
            return False
        near = guess(lesson, [*known.lesson, *known.others]) or sentence(
            "row.class_of", lesson=min(known.lesson, key=len, default="")
        )
        raise self.error(sentence("row.no_lesson", lesson=lesson, near=near))

    def student(self, known: Known, warnings: list[Line]) -> str | None:
        """The student as they are called here, `*` for everybody; None, with a warning, for one who has left the class."""
        asked = self.given("student")
        if asked == EVERYBODY:
            return EVERYBODY
        for name in (asked, as_it_was(asked)):
            if name in known.names:
                return known.names[name]
            if name in known.left:
                warnings.append(sentence("class.left", file=self.path.name, line=self.line, name=name))
                return None
        alike = SURE if "@" in asked or any(map(str.isdigit, asked)) else 0.6
        zeros = [name for name in known.names if name != asked and name.lstrip("0") == asked.lstrip("0")]
        near = sentence("row.lost_zeros", near=zeros[0]) if len(zeros) == 1 else _whom(asked, known, alike)
        raise self.error(sentence("row.no_student", asked=asked, guess=near))


def of_this_lesson(rows: Iterable[SheetRow], known: Known, warnings: list[Line]) -> Iterator[SheetRow]:
    """The rows about this class's lesson. warnings: is told once of those about others."""
    others = []
    for row in rows:
        if row.about(known):
            yield row
        else:
            others.append(row)
    if others:
        lines = ", ".join(str(row.line) for row in others)
        lessons = ", ".join(sorted({row["lesson"] for row in others}))
        warnings.append(
            sentence("class.other_lesson", n=len(others), file=others[0].path.name, lines=lines, lessons=lessons)
        )


def read_sheet(path: Path, required: list[str], optional: list[str]) -> Iterator[SheetRow]:
    """The lines that say something; none where there is no such file. Raises UsageError for a column missing or unknown."""
    if not path.exists():
        return
    rows = read_rows(path)
    if not rows:
        raise UsageError(sentence("wrong.sheet_empty", path=str(path), columns=",".join(required)))
    columns = [cell.strip().casefold() for cell in rows[0][1]]
    for name in required:
        if name not in columns:
            raise UsageError(sentence("wrong.sheet_lacks", path=str(path), columns=",".join(required), name=name))
    for name in columns:
        if name and name not in required + optional:
            raise UsageError(
                sentence("wrong.sheet_column", path=str(path), name=name, guess=guess(name, required + optional))
            )
    for line, row in rows[1:]:
        if len(row) > len(columns):
            raise UsageError(sentence("wrong.sheet_cells", path=str(path), line=str(line)))
        cells = dict(zip(columns, (clean(cell.strip()) for cell in row), strict=False))
        if any(cells.values()):
            yield SheetRow(path, line, cells)
