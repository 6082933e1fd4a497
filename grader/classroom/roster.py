"""Who should have handed in, as a CSV file says it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from pathlib import Path

import msgspec
from msgspec import Struct

from grader.classroom.worksheet import lateness
from grader.errors import UsageError
from grader.intake.names import clean
from grader.sentences import text

__all__ = ["Person", "read_csv", "read_roster", "read_rows", "roster_of"]

ROWS = 100_000
FULL = {
    "name",
    "full name",
    "student",
    "student name",
    "display name",
    "learner",
    "vollständiger name",
    "nom complet",
    "nombre completo",
    "nome completo",
    "фио",
    "姓名",
    "全名",
    "学生",
    "學生",
    "学生姓名",
    "氏名",
    "이름",
}
FIRST = {
    "first name",
    "firstname",
    "given name",
    "given names",
    "forename",
    "vorname",
    "prénom",
    "nombre",
    "nome",
    "имя",
    "名",
    "名字",
}
LAST = {
    "last name",
    "lastname",
    "surname",
    "family name",
    "nachname",
    "nom",
    "nom de famille",
    "apellido",
    "apellidos",
    "apellido(s)",
    "cognome",
    "sobrenome",
    "фамилия",
    "姓",
    "姓氏",
}
ALONE = {
    "email",
    "e-mail",
    "mail",
    "email address",
    "e-mail address",
    "id",
    "id number",
    "sid",
    "no",
    "number",
    "student id",
    "student no",
    "student number",
    "matriculation number",
    "login",
    "login id",
    "sis login id",
    "sis user id",
    "netid",
    "user",
    "username",
    "user name",
    "github username",
    "identifier",
    "学号",
    "學號",
    "邮箱",
    "电子邮件",
    "用户名",
}
ALSO = {"also", "also called", "handed in as", "又名", "别名", "提交名"}
STATUS = {"status", "状态"}
SCHOOL = {
    "id",
    "id number",
    "student id",
    "student number",
    "matriculation number",
    "matrikelnummer",
    "login",
    "username",
    "学号",
    "學號",
    "工号",
}
PARTICIPANT = {"identifier", "participant", "participant number", "标识符", "参与者"}
PARTICIPANT_CELL = re.compile(r"(participant|参与者)\s*\d+", re.IGNORECASE)
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]+")


class Person(Struct, frozen=True, kw_only=True):
    """One line of the roster. name: what they are called here, never the same for two. names: whole names.

    ids: what else names them alone: numbers of the school, logins, addresses, and what the teacher wrote into a column `also`.
    own: Canvas's number, which is no number of the school. participant: Moodle's, another one in each assignment. late_by: seconds, where Moodle's worksheet says so.
    unclear: what stands in its status that is not understood.
    """

    line: int
    name: str
    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    own: str = ""
    participant: str = ""
    late_by: int = 0
    unclear: str = ""


def read_roster(path: Path) -> list[Person]:
    """The people of a CSV file with one header line. Raises UsageError for anything else."""
    rows = read_rows(path)
    heads = _heads(rows[0][1]) if rows else []
    if any(heads) and _column_of_names(heads) is None:
        raise UsageError(
            text("wrong.roster_columns", path=str(path), names=", ".join(clean(head) for head in rows[0][1] if head))
        )
    people = roster_of(rows)
    if not people:
        raise UsageError(text("wrong.roster_empty", path=str(path)))
    return people


def roster_of(rows: list[tuple[int, list[str]]]) -> list[Person]:
    """The same, of its lines: the first says what the columns are, in any order."""
    if not rows:
        return []
    header = _heads(rows[0][1])
    lines = [(line, [clean(cell.strip()) for cell in row]) for line, row in rows[1:]]
    for line, row in lines:
        if any(row[len(header) :]):
            raise UsageError(
                text("wrong.roster_cells", line=str(line), cells=", ".join(filter(None, row[len(header) :])))
            )
    lines = [
        (line, row[: len(header)])
        for line, row in lines
        if any(row) and not _of_canvas(row, header) and not _staff(row, header)
    ]
    once = (
        {tuple(row): line for line, row in reversed(lines)} if len(header) > 1 else {}
    )  # the same numbers twice: one person
    lines = [(line, row) for line, row in lines if once.get(tuple(row), line) == line]
    kinds = _kinds(header, [row for _, row in lines])
    people = [_person(line, row, kinds) for line, row in lines]
    count = Counter(person.name for person in people)
    return [_alone(person) if count[person.name] > 1 else person for person in people]


def _of_canvas(row: list[str], header: list[str]) -> bool:
    """A line of Canvas's gradebook that is about no student: what can be reached, how grades are posted, and its test student."""
    if not {"student", "id"} <= set(header):
        return False
    first = row[header.index("student")] if header.index("student") < len(row) else ""
    return not first or first.casefold() in ("points possible", "student, test", "test student")


def _staff(row: list[str], header: list[str]) -> bool:
    """A line of Gradescope's roster that is about somebody who teaches."""
    return "role" in header and row[header.index("role") :][:1] in (["Instructor"], ["TA"], ["Reader"])


def _heads(cells: list[str]) -> list[str]:
    return [" ".join(re.split(r"[\s_]+", cell.strip().casefold())) for cell in cells]


def _column_of_names(header: list[str]) -> int | None:
    """The first that names people, and where there is none the first of what else tells them apart; None where neither is there."""
    for heads in (FULL | FIRST | LAST, ALONE | ALSO):
        for column, head in enumerate(header):
            if head in heads:
                return column
    return None


def _kinds(header: list[str], rows: list[list[str]]) -> list[str]:
    """What each column says: full, first, last, also, id, status, canvas, participant, or nothing that names anybody."""
    known = {**dict.fromkeys(FULL, "full"), **dict.fromkeys(FIRST, "first"), **dict.fromkeys(LAST, "last")}
    kinds = [known.get(name, "also" if name in ALSO else "") for name in header]
    column = None if {"full", "first", "last"} & set(kinds) else _column_of_names(header)
    if column is not None:
        kinds[column] = kinds[column] or "id"
    for column, name in enumerate(header):
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        if kinds[column]:
            continue
        if name == "id" and "sis user id" in header:
            kinds[column] = "canvas"
        elif name in STATUS:
            kinds[column] = "status"
        elif name in PARTICIPANT or (cells and all(map(PARTICIPANT_CELL.fullmatch, cells))):
            kinds[column] = "participant"
        elif name not in SCHOOL and _running(cells):
            continue  # numbers of the lines, or of seats: a file called 1.py is not the first line's
        elif cells and len(set(cells)) == len(cells):  # a group or a town is no name of one person
            kinds[column] = "id"
    return kinds


def _running(cells: list[str]) -> bool:
    """Numbers of lines: 1, 2, 3, as they stand."""
    numbers = [int(cell) for cell in cells if cell.isascii() and cell.isdigit() and len(cell) < 10]
    return len(numbers) == len(cells) > 1 and any(numbers == list(range(n, n + len(numbers))) for n in (0, 1))


def _person(line: int, row: list[str], kinds: list[str]) -> Person:
    cells: dict[str, list[str]] = {}
    for kind, cell in zip(kinds, row, strict=False):
        if kind and cell:
            cells.setdefault(kind, []).append(cell)
    first, last = (" ".join(cells.get(kind, [])) for kind in ("first", "last"))
    names = [*cells.get("full", []), *([_joined(first, last)] if first or last else [])]
    if first and last:
        names.append(f"{last}, {first}")
    also = [each.strip() for cell in cells.get("also", []) for each in cell.split(";") if each.strip()]
    ids = (*cells.get("id", []), *also)
    own = "".join(cells.get("canvas", [])[:1])
    participant = re.sub(r"\D", "", "".join(cells.get("participant", [])[:1]))
    name = next(iter(filter(None, [*names, *ids, own])), f"line {line}")
    late_by, unclear = lateness("".join(cells.get("status", [])))
    facts = {"names": tuple(names), "ids": ids, "own": own, "participant": participant}
    return Person(line=line, name=name, late_by=late_by, unclear=unclear, **facts)  # type: ignore[arg-type]


def _joined(first: str, last: str) -> str:
    """Chinese names have the family's first, and no space."""
    if HAN.fullmatch(first + last):
        return last + first
    return f"{first} {last}".strip()


def _alone(person: Person) -> Person:
    """With what tells two of one name apart."""
    told = next(iter(filter(None, [*person.ids, person.own])), f"line {person.line}")
    return msgspec.structs.replace(person, name=f"{person.name} ({told})")


def read_csv(path: Path) -> list[list[str]]:
    """The rows of a CSV file as spreadsheets write it: UTF-8, or GB18030 from a Chinese Excel; commas, semicolons or tabs."""
    return [row for _, row in read_rows(path)]


def read_rows(path: Path) -> list[tuple[int, list[str]]]:
    """The same, each row with the line on which it ends."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(text("wrong.unreadable", path=str(path), error=str(error.strerror))) from None
    if data.startswith(b"PK\x03\x04"):
        raise UsageError(text("wrong.workbook", path=str(path)))
    try:
        content = data.decode("utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError:
        try:
            content = data.decode("gb18030")
        except UnicodeDecodeError:
            raise UsageError(text("wrong.not_utf8", path=str(path))) from None
    header = content.splitlines()[0] if content.strip() else ""
    delimiter = max(",;\t", key=header.count)
    try:
        rows = csv.reader(io.StringIO(content), delimiter=delimiter)
        return [(rows.line_num, row) for _, row in zip(range(ROWS), rows, strict=False)]
    except csv.Error as error:
        raise UsageError(text("wrong.no_csv", path=str(path), error=str(error))) from None
