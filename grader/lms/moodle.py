"""Moodle's grading worksheet of an assignment: the file that it exports, with the column of grades filled in.

Moodle demands its own headings, in the language of who exported it, and the cells of identifier and last change as they were. So
every byte of the file stays but the grades.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.errors import UsageError
from grader.lms.gradebook import Filled, GradebookCell, choose_column, fill, number_in
from grader.lms.match import GradebookRow
from grader.lms.results import Result
from grader.lms.table import Table
from grader.sentences import text

__all__ = ["fill_moodle"]

IDENTIFIER, FULL_NAME = 0, 1
GRADE = "Grade"
# What Moodle calls student numbers and logins, in the languages of most who use it.
NAMING = {
    *(
        "id number",
        "username",
        "学号",
        "编号",
        "id号",
        "id 号",
        "id号码",
        "用户名",
        "學號",
        "學生編號",
        "使用者名稱",
        "帳號",
    ),
    *(
        "id-nummer",
        "anmeldename",
        "numéro d’identification",
        "numéro d'identification",
        "nom d’utilisateur",
        "nom d'utilisateur",
    ),
    *(
        "número de id",
        "nombre de usuario",
        "numero id",
        "username",
        "número de identificação",
        "identificação de usuário",
    ),
    *("numer id", "nazwa użytkownika", "идентификационный номер", "логин", "idナンバー", "ユーザ名", "アイディー番号"),
}


def fill_moodle(table: Table, results: Sequence[Result], column: str | None) -> Filled:
    """The worksheet to upload. column: the heading of the grades where it is not English.

    The column behind it is the most that Moodle takes; what would be more is cut to it. Raises UsageError for a sheet
    that is no worksheet, or one that grades by a scale.
    """
    header = table.header()
    choices = {number: [name] for number, name in enumerate(header) if number > FULL_NAME}
    chosen = choose_column(column or (GRADE if GRADE in header else None), choices, text("match.the_grades"))
    rows = [number for number in range(1, len(table.rows)) if table.text(number, IDENTIFIER).strip()]
    if any(number_in(table.text(number, chosen + 1)) is None for number in rows):
        raise UsageError(text("wrong.moodle_scale", column=header[chosen]))
    telling = _telling(table, rows, header)
    places = [_place(table, number, chosen, telling) for number in rows]
    return fill(table, chosen, places, results, "moodle")


def _telling(table: Table, rows: list[int], header: list[str]) -> list[int]:
    """The columns that name one person: those of a heading that says so, and those of addresses. A group, a town or a marker does not."""
    columns = []
    for column in range(FULL_NAME + 1, len(header)):
        cells = [cell for number in rows if (cell := table.text(number, column).strip())]
        if cells and (header[column].casefold() in NAMING or all(re.fullmatch(r"\S+@\S+", cell) for cell in cells)):
            columns.append(column)
    return columns


def _place(table: Table, row: int, grade: int, telling: list[int]) -> GradebookCell:
    ids = frozenset({table.text(row, column).strip() for column in telling} - {""})
    identifier, name = table.text(row, IDENTIFIER), table.text(row, FULL_NAME)
    number = re.search(r"(\d+)\D*$", identifier)
    # Graded blind, a student is called as the number is: Participant.
    bearers = frozenset([name, identifier[: number.start()] if number else ""])
    found = GradebookRow(row, ids, frozenset([name]), number[1] if number else "", bearers)
    return GradebookCell(found, number_in(table.text(row, grade + 1)), capped=True)
