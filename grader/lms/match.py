"""Which row of a gradebook is which student's. A grade in the wrong row is worse than none: what is not certain is not filled in."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from grader.intake.names import clean, id_key, letters, likeness, name_keys
from grader.lms.left_out import LeftOut, left_out
from grader.lms.results import Result
from grader.sentences import Line, text

__all__ = ["GradebookRow", "Matching", "match"]


class GradebookRow(Struct, frozen=True):
    """ids: cells that name one person at the school, such as a student number, a login, an address. names: what people call them.

    own: the number that the platform itself gives. bearers: whose number it is, where the number alone does not say, for it is
    another one in each assignment; one of these must be the student's name as well.
    """

    number: int
    ids: frozenset[str]
    names: frozenset[str] = frozenset()
    own: str = ""
    bearers: frozenset[str] = frozenset()


class Matching(Struct, frozen=True):
    """found: by the row's number. left_out: students without a row."""

    found: dict[int, Result]
    left_out: list[LeftOut]


class Rows:
    """The rows of a gradebook of `platform`, found by what stands in them."""

    def __init__(self, rows: Iterable[GradebookRow], platform: str) -> None:
        self.rows = {row.number: row for row in rows}
        self.platform = platform
        self.own: dict[str, set[int]] = defaultdict(set)
        self.ids: dict[str, set[int]] = defaultdict(set)
        self.names: dict[str, set[int]] = defaultdict(set)
        self.near: dict[str, set[int]] = defaultdict(set)
        for row in self.rows.values():
            self.own[id_key(row.own)].add(row.number)
            for each in row.ids:
                self.ids[id_key(each)].add(row.number)
            for key in {key for name in row.names for key in name_keys(name)}:
                self.names[key].add(row.number)
            for key in {key for name in row.ids | row.names for key in likeness(clean(name))}:
                self.near[key].add(row.number)
        for index in (self.own, self.ids, self.names, self.near):
            index.pop("", None)

    def of(self, result: Result) -> tuple[set[int], Line]:
        """The rows that are certainly meant, and why there is no one row of the student's."""
        who = result.called
        names = who.names or (result.grade.student,)
        keys = {id_key(name) for name in names}
        same_kind = who.platform == self.platform and bool(who.number)
        own = self.own[id_key(who.number)] if same_kind else set()
        ids = {row for key in keys for row in self.ids[key]}
        called = {row for name in names for key in name_keys(name) for row in self.names[key]}
        fits = own or ids or called
        other_kind = set() if same_kind else {row for key in keys for row in self.own[key]}
        if not fits:
            return fits, self._none(names, other_kind)
        if own and (stranger := self._stranger(own, names)):
            return set(), stranger
        if ids and not own and not called and (other := self._other_name(ids, (*names, result.grade.name))):
            return set(), other
        alone = sum(bool(self.ids[key]) for key in keys) == 1 and not called & ids
        doubt = fits | ids | (other_kind if not own and alone else set())
        doubt |= called if called and not called & fits else set()
        if not own | ids:  # a name alone, and there is another one like it
            doubt |= self._like(names)
        return doubt, text("match.several", n=len(doubt)) if len(doubt) > 1 else ""

    def _stranger(self, rows: set[int], names: tuple[str, ...]) -> Line:
        """Why the number of the class is not this row's."""
        for row in (self.rows[number] for number in rows):
            bearers = {letters(name) for each in row.bearers for name in (each, clean(each))}
            if row.bearers and not bearers & set(map(letters, names)):
                return text("match.stranger", row=row.number + 1, number=row.own)
        return ""

    def _other_name(self, rows: set[int], names: tuple[str, ...]) -> Line:
        """That the row with the student's number or address is called quite otherwise: one column of a table was sorted, or a number mistyped."""
        ours = [each for name in names if (each := _words(name))]
        for row in (self.rows[number] for number in rows):
            theirs = [each for name in row.names if (each := _words(name))]
            if ours and theirs and not any(mine & their for mine in ours for their in theirs):
                return text("match.other_name", row=row.number + 1, name=min(row.names))
        return ""

    def _like(self, names: tuple[str, ...]) -> set[int]:
        return {row for name in names for key in likeness(name) for row in self.near[key]}

    def _none(self, names: tuple[str, ...], other_kind: set[int]) -> Line:
        if other_kind:
            row = self.rows[min(other_kind)]
            return text("match.other_kind", row=row.number + 1, number=row.own)
        if near := self._like(names):
            return text("match.near", rows=", ".join(str(row + 1) for row in sorted(near)[:3]))
        return text("match.none")


def _words(name: str) -> frozenset[str]:
    """The words of a person's whole name in Latin letters; none for a login, an address, a number or another script, which may be the same person's."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    whole = name.isascii() or len(plain) >= len(name) - name.count(" ")
    words = frozenset(re.findall(r"[a-z]+", plain))
    return words if whole and len(words) > 1 and "@" not in name and not re.search(r"[0-9]", name) else frozenset()


def match(results: Iterable[Result], rows: Iterable[GradebookRow], platform: str) -> Matching:
    """The row of each student: by the platform's own number where the class has it, else by an id or a whole name that is the very same.

    Nothing goes by likeness. Who fits several rows gets none, and a row that fits several students neither.
    """
    index = Rows(rows, platform)
    wanted: dict[int, list[Result]] = defaultdict(list)
    nobody: list[LeftOut] = []
    for result in results:
        fits, why = index.of(result)
        if len(fits) == 1:
            wanted[fits.pop()].append(result)
        else:
            nobody.append(left_out(result.grade.student, why))
    for row, several in wanted.items():
        if len(several) > 1:
            reason = text("match.shared", row=row + 1)
            nobody += [left_out(each.grade.student, reason) for each in several]
    found = {row: several[0] for row, several in wanted.items() if len(several) == 1}
    return Matching(found, nobody)
