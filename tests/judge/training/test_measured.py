"""What passes, what is measured again, what is called unstable: by numbers alone."""

from __future__ import annotations

import pytest
import torch

from grader.course.thresholds import Fit
from grader.judge.remote.errors import Mismatch
from grader.judge.training.measured import Measured, again, best_of, reaches, require, unstable
from grader.judge.training.timing import Reference

FIT = Fit(accuracy=0.88, mean=0.92, std=0.01, runs=20, false_fail=1e-4)


def tried(accuracy: float, seconds: float, *, fresh: bool = True, alone: bool = True) -> Measured:
    """A training that may take 2 seconds."""
    return Measured(torch.zeros(1), accuracy, seconds, 2.0, Reference(0.4), fresh, alone, [], None)


def test_what_is_asked_is_enough() -> None:
    """The threshold itself passes, for accuracy and time."""
    require(tried(0.88, 2.0), FIT)

    assert not again(tried(0.88, 2.0), FIT)


def test_low_accuracy_is_a_miss_that_names_the_reference() -> None:
    """The student reads what is usual."""
    with pytest.raises(Mismatch, match="reference reads 92") as caught:
        require(tried(0.87, 0.1), FIT)

    assert (str(caught.value.expected), str(caught.value.yours)) == ("at least 88.0% right", "87.0% right")


def test_long_time_is_a_miss_that_names_the_reference() -> None:
    """With the seconds of both."""
    with pytest.raises(Mismatch, match=r"reference needed 0\.40 s") as caught:
        require(tried(0.95, 2.5), FIT)

    assert (str(caught.value.expected), str(caught.value.yours)) == ("at most 2.00 s", "2.50 s")


@pytest.mark.parametrize(
    ("accuracy", "seconds", "fresh", "repeated"),
    [(0.86, 1, True, True), (0.5, 1, True, False), (0.9, 3, True, True), (0.9, 5, True, False), (0.9, 5, False, True)],
)
def test_near_miss_is_measured_again(accuracy: float, seconds: float, fresh: bool, repeated: bool) -> None:
    """Within three standard deviations, or twice the time; far off only if the reference's time is of another hour."""
    assert again(tried(accuracy, seconds, fresh=fresh), FIT) is repeated


def test_best_measurement_counts() -> None:
    """One that reaches both is better than one that is more accurate and too slow."""
    slow, good = tried(0.99, 2.5), tried(0.9, 1.0)

    assert best_of([slow, good], FIT) is good


def test_passing_once_and_missing_clearly_is_unstable() -> None:
    """It passes, and the scorecard says that it did not always."""
    assert unstable([tried(0.9, 3.0), tried(0.9, 1.0)], FIT)
    assert unstable([tried(0.8, 1.0), tried(0.9, 1.0)], FIT)


def test_passing_after_a_miss_within_the_noise_is_stable() -> None:
    """A tenth of a second too long is noise."""
    assert not unstable([tried(0.9, 2.1), tried(0.87, 1.0), tried(0.9, 1.0)], FIT)


def test_what_never_passes_is_a_miss_and_not_unstable() -> None:
    """A program is not excused for being slow in two ways."""
    assert not unstable([tried(0.9, 3.0), tried(0.9, 9.0)], FIT)


def test_time_that_was_not_measured_alone_proves_nothing() -> None:
    """No student loses points because another grader hung."""
    assert reaches(tried(0.9, 9.0, alone=False), FIT)
    assert unstable([tried(0.9, 9.0, alone=False)], FIT)
