"""What students have in common is counted by students, once each."""

from __future__ import annotations

from typing import Any

from grader.reports.clusters import equal_failures, misconceptions
from tests.reports.cards import card_of, result_of


def test_misconceptions_are_ranked_by_who_holds_them() -> None:
    """Two tests that show one wrong idea of one student count once."""
    sums: dict[str, Any] = {"misconception": "sums", "hint": "You added up."}
    halves: dict[str, Any] = {"misconception": "halves", "hint": "You halved."}
    both = card_of(result_of(1, **sums), result_of(2, **sums))

    found = misconceptions(
        {"ana": both, "ben": card_of(result_of(1, **halves)), "cho": card_of(result_of(2, **halves))}
    )

    assert [(each.name, each.said, list(each.students)) for each in found] == [
        ("halves", "You halved.", ["ben", "cho"]),
        ("sums", "You added up.", ["ana"]),
    ]


def test_equal_answers_are_one_cluster() -> None:
    """The same wrong answer of two students; another answer, and one student's own, are not in it."""
    cards = {name: card_of(result_of(1, yours=yours)) for name, yours in zip("abc", ("7", "7", "8"), strict=True)}

    (found,) = equal_failures(cards)

    assert (found.said, list(found.students)) == ("7", ["a", "b"])


def test_equal_answers_of_two_tests_are_two_clusters() -> None:
    """7 instead of 5 and 7 instead of 6 are two mistakes."""
    cards = {name: card_of(result_of(1, yours="7"), result_of(2, yours="7")) for name in "ab"}

    assert len(equal_failures(cards)) == 2


def test_one_exception_is_one_cluster_whatever_it_stopped() -> None:
    """Ten tests that one NameError ends are one line for the teacher, which names the tests."""
    stopped = [result_of(n, "crashed", message="NameError: x") for n in range(10)]

    (found,) = equal_failures({"a": card_of(*stopped), "b": card_of(stopped[0])})

    assert (len(found.tests), list(found.students)) == (10, ["a", "b"])


def test_explained_failures_and_faults_are_no_cluster() -> None:
    """What a misconception explains is counted there; a fault of the grader is nobody's failure."""
    results = (result_of(1, yours="7", misconception="sums"), result_of(2, "grader_fault", message="suite"))

    assert equal_failures({name: card_of(*results) for name in "ab"}) == []
