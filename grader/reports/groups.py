"""Alike submissions as groups: everybody in one is alike to everybody else in it, so four who share a file are one line and not six."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from grader.classroom.pairs import Pair

__all__ = ["Group", "groups_of"]


class Group(Struct, frozen=True):
    """students: in the order in which their pairs were found. pairs: their places in the list of pairs, the most alike first."""

    students: list[str]
    pairs: list[int]


def groups_of(pairs: Sequence[Pair]) -> list[Group]:
    """Each pair in one group, the one with the most alike pair first. Nobody joins who is not alike to all that are in it."""
    places = {frozenset((pair.first, pair.second)): place for place, pair in enumerate(pairs)}
    near: dict[str, list[str]] = {}
    for pair in pairs:
        near.setdefault(pair.first, []).append(pair.second)
        near.setdefault(pair.second, []).append(pair.first)
    taken: set[int] = set()
    groups = []
    for place, pair in enumerate(pairs):
        if place in taken:
            continue
        members = [pair.first, pair.second]
        for other in near[pair.first]:
            if other not in members and all(frozenset((other, each)) in places for each in members):
                members.append(other)
        inside = sorted(
            {places[frozenset((a, b))] for a in members for b in members if a != b} - taken,
        )
        taken |= set(inside)
        groups.append(Group(members, inside))
    return groups
