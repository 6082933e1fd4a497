"""Alike submissions as groups: everybody in one is alike to everybody else in it."""

from __future__ import annotations

import itertools
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.pairs import Pair
from grader.reports.groups import groups_of


def pair(first: str, second: str) -> Pair:
    return Pair(first, second, 9, Decimal(90), Decimal(90))


def test_those_who_are_all_alike_are_one_group() -> None:
    """Four who share a file are one line and not six."""
    (group,) = groups_of([pair(a, b) for a, b in itertools.combinations("abcd", 2)])

    assert (group.students, group.pairs) == (list("abcd"), [0, 1, 2, 3, 4, 5])


def test_chain_is_no_group() -> None:
    """Who is alike to one of two, and not to the other, stands beside the one alone."""
    assert [each.students for each in groups_of([pair("a", "b"), pair("b", "c")])] == [["a", "b"], ["b", "c"]]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=15))
def test_each_pair_is_in_one_group_whose_members_are_all_alike(names: list[tuple[str, str]]) -> None:
    pairs = [pair(*sorted(each)) for each in dict.fromkeys(frozenset(two) for two in names) if len(each) == 2]
    groups = groups_of(pairs)
    alike = {frozenset((each.first, each.second)) for each in pairs}

    assert sorted(place for group in groups for place in group.pairs) == list(range(len(pairs)))
    for group in groups:
        assert {frozenset(two) for two in itertools.combinations(group.students, 2)} <= alike
        assert all({pairs[place].first, pairs[place].second} <= set(group.students) for place in group.pairs)
