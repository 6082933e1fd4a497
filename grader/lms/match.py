"""Which row of a gradebook is which student's. A grade in the wrong row is worse than none: what is not certain is not filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from grader.intake.names import clean, likeness
from grader.lms.left_out import LeftOut
from grader.lms.results import Result

__all__ = ["Matching", "Row", "match"]


class Row(Struct, frozen=True):
    """ids: cells that name one person, such as a number or a login. names: what people call them."""

    number: int
    ids: frozenset[str]
    names: frozenset[str] = frozenset()


class Matching(Struct, frozen=True):
    """found: by the row's number. left_out: students without a row."""

    found: dict[int, Result]
    left_out: list[LeftOut]


def match(results: Iterable[Result], rows: Iterable[Row]) -> Matching:
    """The row of each student: by an id that is the very same, else by a name or address that is alike.

    Who fits several rows gets none, and a row that fits several students neither.
    """
    rows = list(rows)
    by_id, by_name = _index(rows)
    wanted: dict[int, list[Result]] = defaultdict(list)
    left_out: list[LeftOut] = []
    for result in results:
        student = result.grade.student
        called = [student, *result.also]
        fits = {row for name in called for row in by_id[key_of(name)]}
        fits = fits or {row for name in called for alike in likeness(name) for row in by_name[alike]}
        if len(fits) == 1:
            wanted[fits.pop()].append(result)
        else:
            left_out.append(LeftOut(student, f"fits {len(fits)} rows" if fits else "is in no row"))
    for row, several in wanted.items():
        if len(several) > 1:
            reason = f"shares row {row + 1} with another student"
            left_out += [LeftOut(each.grade.student, reason) for each in several]
    found = {row: several[0] for row, several in wanted.items() if len(several) == 1}
    return Matching(found, left_out)


def _index(rows: list[Row]) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    by_id: dict[str, set[int]] = defaultdict(set)
    by_name: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for each in row.ids:
            by_id[key_of(each)].add(row.number)
        for key in {key for name in row.ids | row.names for key in likeness(clean(name))}:
            by_name[key].add(row.number)
    by_id.pop("", None)
    return by_id, by_name


def key_of(name: str) -> str:
    """An id as it is compared: case does not tell logins apart, and files cannot bear all characters."""
    return clean(name.strip()).casefold()
