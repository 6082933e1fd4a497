"""What a roster calls the students of a class: a platform's files are named by an id, or by a name without its spaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from grader.classroom.classes import Student
from grader.classroom.roster import Roster
from grader.intake.names import likeness

__all__ = ["called_by"]


def called_by(roster: Roster, students: Sequence[Student]) -> dict[str, str]:
    """The roster's name of each student whom exactly one of its rows is about, and whom that row is about alone."""
    rows: dict[str, set[int]] = {}
    for place, row in enumerate(roster.rows):
        for key in _keys(row):
            rows.setdefault(key, set()).add(place)
    found = {}
    for each in students:
        places = set().union(*(rows.get(key, set()) for key in _keys([each.student, *each.also])))
        if len(places) == 1:
            found[each.student] = places.pop()
    claimed = Counter(found.values())
    return {student: roster.rows[place][0] for student, place in found.items() if claimed[place] == 1}


def _keys(cells: Iterable[str]) -> set[str]:
    return {key for cell in cells for key in likeness(cell)}
