"""Item analysis: figures that a teacher may check by hand."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pytest
import scipy.stats
from hypothesis import assume, given
from hypothesis import strategies as st

from grader.reports.items import by_task, by_test, discrimination
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

    assert [(item.full, item.students, item.difficulty) for item in items] == [(2, 4, 0.5), (3, 4, 0.75), (1, 4, 0.25)]


def test_discrimination_is_that_of_the_hand_made_table() -> None:
    """First test: passed with 2 and 1 other points, failed with 1 and 0. (1.5 - 0.5) / sqrt(0.5) * 0.5 = 0.7071."""
    first, second, third = (item.discrimination for item in by_test(cards()))

    assert first == pytest.approx(math.sqrt(0.5))
    assert second == pytest.approx(1 / math.sqrt(0.6875) * math.sqrt(0.75 * 0.25))  # means 1 and 0, variance 0.6875
    assert third == pytest.approx(1 / math.sqrt(0.6875) * math.sqrt(0.75 * 0.25))  # means 2 and 1


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40)), min_size=3, max_size=60))
def test_discrimination_is_scipys_and_numpys(pairs: list[tuple[bool, int]]) -> None:
    """The correlation that statisticians know."""
    passed, rest = [float(each) for each, _ in pairs], [float(points) for _, points in pairs]
    assume(len(set(passed)) > 1)
    assume(len(set(rest)) > 1)

    found = discrimination(passed, rest)

    assert found == pytest.approx(scipy.stats.pointbiserialr(passed, rest).statistic, abs=1e-9)
    assert found == pytest.approx(np.corrcoef(passed, rest)[0, 1], abs=1e-9)


@pytest.mark.parametrize(
    ("points", "rest"), [([1.0, 1.0], [3.0, 4.0]), ([0.0, 1.0], [2.0, 2.0]), ([1.0], [2.0]), ([], [])]
)
def test_discrimination_that_is_not_defined_is_none(points: list[float], rest: list[float]) -> None:
    """All pass, all have the same elsewhere, one student, nobody: no number is invented."""
    assert discrimination(points, rest) is None


def test_tasks_are_measured_by_their_points() -> None:
    """The first task: 2, 2, 1 and 0 of 2 points, against 1, 0, 0 and 0 points elsewhere."""
    first, second = by_task(cards())

    assert (first.full, first.students, first.difficulty) == (2, 4, 0.625)
    assert first.discrimination == pytest.approx(np.corrcoef([2, 2, 1, 0], [1, 0, 0, 0])[0, 1])
    assert second.difficulty == 0.25


def test_fault_of_the_grader_is_nobodys_failure() -> None:
    """A test that could not be judged for one student is counted for the others alone."""
    (item,) = by_test([card_of(result_of(1, "grader_fault")), card_of(result_of(1, "passed"))])

    assert (item.full, item.students) == (1, 1)


def test_points_that_are_no_whole_numbers_add_up() -> None:
    """Three tests of a third-like decimal weight are compared exactly."""
    result = result_of(1, "passed", points=Decimal("0.1"), max_points=Decimal("0.1"))
    (item,) = by_task([card_of(result, result, result)])

    assert (item.full, item.difficulty) == (1, 1.0)
