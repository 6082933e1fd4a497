"""Item analysis: figures that a teacher may check by hand."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pytest
import scipy.stats
from hypothesis import assume, given
from hypothesis import strategies as st

from grader.reports.items import FEW, by_task, by_test, earned_something
from grader.scorecard import Scorecard
from tests.reports.cards import card_of, result_of, task_of

# Four students, three tests of one point: who passed which.
TABLE = {"ana": (1, 1, 1), "ben": (1, 1, 0), "cho": (0, 1, 0), "dee": (0, 0, 0)}


def cards() -> list[Scorecard]:
    def card(student: str, passed: tuple[int, ...]) -> Scorecard:
        results = [result_of(n, "passed" if each else "failed") for n, each in enumerate(passed)]
        return card_of(tasks=[task_of(1, *results[:2]), task_of(2, results[2])], student=student)

    return [card(student, passed) for student, passed in TABLE.items()]


def test_difficulty_is_the_share_that_passes() -> None:
    """Two, three and one of four."""
    items = by_test(cards())

    assert [(item.full, item.students, item.share) for item in items] == [(2, 4, 0.5), (3, 4, 0.75), (1, 4, 0.25)]


def test_discrimination_is_that_of_the_hand_made_table() -> None:
    """First test: passed with 2 and 1 other points, failed with 1 and 0. (1.5 - 0.5) / sqrt(0.5) * 0.5 = 0.7071."""
    first, second, third = (item.discrimination for item in by_test(cards()))

    assert first == pytest.approx(math.sqrt(0.5))
    assert second == pytest.approx(1 / math.sqrt(0.6875) * math.sqrt(0.75 * 0.25))  # means 1 and 0, variance 0.6875
    assert third == pytest.approx(1 / math.sqrt(0.6875) * math.sqrt(0.75 * 0.25))  # means 2 and 1


def class_of(pairs: list[tuple[bool, int]]) -> list[Scorecard]:
    """Who passed the first test, and with how many points elsewhere."""
    others = Decimal(40)
    return [
        card_of(
            tasks=[
                task_of(1, result_of(1, "passed" if passed else "failed")),
                task_of(2, result_of(2, "failed", points=Decimal(rest), max_points=others)),
            ]
        )
        for passed, rest in pairs
    ]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40)), min_size=4, max_size=60))
def test_discrimination_and_its_interval_are_scipys(pairs: list[tuple[bool, int]]) -> None:
    """The correlation that statisticians know, and Fisher's interval."""
    passed, rest = [float(each) for each, _ in pairs], [float(points) for _, points in pairs]
    assume(len(set(passed)) > 1)
    assume(len(set(rest)) > 1)
    right = scipy.stats.pearsonr(passed, rest)
    assume(abs(right.statistic) < 0.999)

    item = by_test(class_of(pairs))[0]

    assert item.discrimination == pytest.approx(scipy.stats.pointbiserialr(passed, rest).statistic, abs=1e-9)
    assert (item.low, item.high) == pytest.approx(tuple(right.confidence_interval(0.95)), abs=1e-9)


@pytest.mark.parametrize("pairs", [[(True, 3), (True, 4)], [(False, 2), (True, 2)], [(True, 2)]])
def test_discrimination_that_is_not_defined_is_none(pairs: list[tuple[bool, int]]) -> None:
    """All pass, all have the same elsewhere, one student: no number is invented."""
    item = by_test(class_of(pairs))[0]

    assert (item.discrimination, item.low, item.high) == (None, None, None)


def test_fifths_go_from_the_weakest_to_the_strongest() -> None:
    """Twenty-five students: the ten strongest pass, so do one of the weakest."""
    item = by_test(class_of([(number >= 15 or number == 0, number) for number in range(25)]))[0]

    assert item.fifths == [0.2, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("pairs", "advice"),
    [
        ([(number > 0, number) for number in range(30)], "items.easy"),
        ([(number < 15, number) for number in range(30)], "items.trap"),
        ([(number % 2 == 0, number % 7) for number in range(40)], "items.flat"),
        ([(number > 24, number) for number in range(30)], "items.hard"),
        ([(number > 14, number) for number in range(30)], ""),
        ([(number < 5, number) for number in range(FEW - 1)], ""),
    ],
)
def test_advice_is_about_what_the_numbers_say(pairs: list[tuple[bool, int]], advice: str) -> None:
    """Nearly all pass; the strong fail it; no relation; few pass; a good test; too few students to say anything."""
    assert by_test(class_of(pairs))[0].advice == advice


def test_empty_submissions_would_make_every_test_agree() -> None:
    """Without those who earned nothing, a test that tells nobody apart does not seem to."""
    some = [(number % 2 == 0, 10 + number % 7) for number in range(28)]
    cards = class_of([*some, *((False, 0) for _ in range(10))])
    every, earned = by_test(cards)[0], by_test(filter(earned_something, cards))[0]

    assert every.discrimination is not None
    assert earned.discrimination is not None
    assert every.discrimination > 0.4 > 0.1 > abs(earned.discrimination)


def test_tasks_are_measured_by_their_points() -> None:
    """The first task: 2, 2, 1 and 0 of 2 points, against 1, 0, 0 and 0 points elsewhere."""
    first, second = by_task(cards())

    assert (first.full, first.students, first.share) == (2, 4, 0.625)
    assert first.discrimination == pytest.approx(np.corrcoef([2, 2, 1, 0], [1, 0, 0, 0])[0, 1])
    assert second.share == 0.25


def test_fault_of_the_grader_is_nobodys_failure() -> None:
    """A test that could not be judged for one student is counted for the others alone."""
    (item,) = by_test([card_of(result_of(1, "grader_fault")), card_of(result_of(1, "passed"))])

    assert (item.full, item.students) == (1, 1)


def test_points_that_are_no_whole_numbers_add_up() -> None:
    """Three tests of a third-like decimal weight are compared exactly."""
    result = result_of(1, "passed", points=Decimal("0.1"), max_points=Decimal("0.1"))
    (item,) = by_task([card_of(result, result, result)])

    assert (item.full, item.share) == (1, 1.0)
