"""When a training passes, when it is measured again, and when its result is called unstable."""

from __future__ import annotations

from typing import Any

import torch
from msgspec import Struct

from grader.judge.errors import Mismatch
from grader.thresholds import Fit

__all__ = ["Measured", "again", "best_of", "reaches", "require", "unstable"]

NEAR = 2.0  # a time up to so many times the allowed one is a near miss
NOISE_RATIO = 1.25  # times that differ by less are the same
NOISE_STDS = 3.0  # and accuracies, in standard deviations of the reference


class Measured(Struct):
    """One training and what came of it. answers: for each new image the class that the network names, by its true name."""

    answers: torch.Tensor
    accuracy: float
    seconds: float
    allowed: float
    reference: float
    fresh: bool  # the reference was measured just before
    alone: bool  # nothing else was timed meanwhile
    history: list[float]
    model: Any


def reaches(tried: Measured, fit: Fit) -> bool:
    """A time that others were measured beside proves nothing against a program."""
    return tried.accuracy >= fit.accuracy and (tried.seconds <= tried.allowed or not tried.alone)


def again(tried: Measured, fit: Fit) -> bool:
    """Whether to measure again: after a near miss, and after one against a time that another hour gave."""
    if reaches(tried, fit) or tried.accuracy < fit.accuracy - NOISE_STDS * fit.std:
        return False
    return tried.seconds <= NEAR * tried.allowed or not tried.fresh


def best_of(tries: list[Measured], fit: Fit) -> Measured:
    """The one that reaches what is asked, or else the most accurate, or else the fastest."""
    return max(tries, key=lambda tried: (reaches(tried, fit), tried.accuracy, -tried.seconds))


def unstable(tries: list[Measured], fit: Fit) -> bool:
    """Whether one of them passes and another misses by more than the noise."""
    return reaches(best_of(tries, fit), fit) and any(_clearly_misses(tried, fit) for tried in tries)


def _clearly_misses(tried: Measured, fit: Fit) -> bool:
    """By more than the noise."""
    return tried.accuracy < fit.accuracy - NOISE_STDS * fit.std or tried.seconds > NOISE_RATIO * tried.allowed


def require(best: Measured, fit: Fit) -> None:
    if best.accuracy < fit.accuracy:
        raise Mismatch(
            "too many new images are read wrongly after the training; "
            f"the reference reads {fit.mean:.1%} of them on average",
            expected=f"at least {fit.accuracy:.1%} right",
            yours=f"{best.accuracy:.1%} right",
        )
    if not reaches(best, fit):
        raise Mismatch(
            f"the training takes too long: the reference needed {best.reference:.2f} s on this machine just now",
            expected=f"at most {best.allowed:.2f} s",
            yours=f"{best.seconds:.2f} s",
        )
