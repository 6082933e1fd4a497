"""A class's predictions, best first: by aliases that say nothing of who it is, unless the teacher wants names."""

from __future__ import annotations

import csv
import datetime
import io
import secrets
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from grader.classroom.classes import Class, ClassMember, read_class
from grader.classroom.store import Store
from grader.errors import UsageError
from grader.files import write_whole
from grader.scorecard import Metric, Scorecard
from grader.sentences import Part
from grader.sentences import text as sentence

__all__ = ["Board", "BoardRow", "boards_of"]

ALIASES = "aliases.csv"
COLUMNS = ["student", "alias"]


class BoardRow(Struct, frozen=True):
    """place: 1 for the best; equals share one. time: when it was handed in, where that is known, else when it was graded."""

    place: int
    who: str
    value: float
    time: datetime.datetime


class Board(Struct, frozen=True):
    """One test's metric. claim: what the test claims, as a value in every language."""

    test: str
    claim: Part
    metric: Metric
    rows: list[BoardRow]


def boards_of(folder: Path, *, names: bool = False) -> list[Board]:
    """A board for each test that scores predictions. Raises UsageError where there is no graded class, or aliases.csv cannot be meant.

    names: show who it is. Else aliases.csv of the class's folder says what each is called; who stands not in it gets an alias there.
    """
    graded, store = read_class(folder), Store(folder)
    cards = {each.student: card for each in graded.students if (card := store.cards.card(each.file))}
    called = {name: name for name in cards} if names else _aliases(folder, graded)
    found: dict[str, list[tuple[ClassMember, Scorecard, Metric]]] = {}
    claims: dict[str, Part] = {}
    for student in graded.students:
        for test, metric, claim in _measured(cards.get(student.student)):
            claims[test] = claim
            found.setdefault(test, []).append((student, cards[student.student], metric))
    return [Board(test, claims[test], rows[0][2], _ranked(rows, called)) for test, rows in found.items()]


def _measured(card: Scorecard | None) -> Iterator[tuple[str, Metric, Part]]:
    if card and card.outcome == "graded":
        for test in card.tests:
            if isinstance(test.metric, Metric) and test.void != "out":
                yield test.id, test.metric, (test.texts or {}).get("claim", test.claim)


def _ranked(rows: list[tuple[ClassMember, Scorecard, Metric]], called: dict[str, str]) -> list[BoardRow]:
    """The best first; of equal ones the earlier."""
    up = rows[0][2].target > rows[0][2].baseline
    ordered = sorted(((-m.value if up else m.value, _time(s, c), called[s.student], m.value) for s, c, m in rows))
    values = [value for *_, value in ordered]
    return [BoardRow(values.index(value) + 1, who, value, time) for _, time, who, value in ordered]


def _time(student: ClassMember, card: Scorecard) -> datetime.datetime:
    return student.handed_in or datetime.datetime.fromisoformat(card.started)


def _aliases(folder: Path, graded: Class) -> dict[str, str]:
    """What each student is called; those who have no alias yet get one."""
    path = folder / ALIASES
    known: dict[str, str] = {}
    if path.is_file():
        try:
            rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), strict=True)
            if rows.fieldnames is None or not set(COLUMNS) <= set(rows.fieldnames):
                raise UsageError(sentence("wrong.alias_columns", path=str(path)))
            known = {row["student"]: (row["alias"] or "").strip() for row in rows}
        except (csv.Error, UnicodeDecodeError) as error:
            raise UsageError(sentence("wrong.alias_table", path=str(path), error=str(error))) from None
    given = [alias for alias in known.values() if alias]
    if double := sorted({alias for alias in given if given.count(alias) > 1}):
        raise UsageError(sentence("wrong.alias_twice", path=str(path), alias=double[0]))
    lacking = [each.student for each in graded.students if not known.get(each.student)]
    for student in lacking:
        known[student] = f"player {secrets.token_hex(3)}"
    if lacking:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([COLUMNS, *known.items()])
        write_whole(path, text.getvalue().encode())
    return known
