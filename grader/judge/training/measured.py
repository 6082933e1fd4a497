"""When a training passes, when it is measured again, and when its result is called unstable."""

from __future__ import annotations

from typing import Any

import torch
from msgspec import Struct

from grader.course.thresholds import Fit, Threshold
from grader.judge.checks.pictures import misread
from grader.judge.remote.errors import Mismatch
from grader.judge.training.examples import CLASSES, Examples
from grader.judge.training.timing import Reference
from grader.scorecard import Misread, Training
from grader.sentences import text

__all__ = ["Measured", "again", "best_of", "entry", "reaches", "require", "unstable", "within"]

NEAR = 2.0  # a time up to so many times the allowed one is a near miss
NOISE_RATIO = 1.25  # times that differ by less are the same
NOISE_STDS = 3.0  # and accuracies, in standard deviations of the reference
MISREAD = 25
SHOWN = 8  # of these as pictures


class Measured(Struct):
    """One training and what came of it. answers: for each new image the class that the network names, by its true name."""

    answers: torch.Tensor
    accuracy: float
    seconds: float
    allowed: float
    reference: Reference
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
            text("training.inaccurate", mean=f"{fit.mean:.1%}"),
            expected=text("training.at_least", share=f"{fit.accuracy:.1%}"),
            yours=text("training.right", share=f"{best.accuracy:.1%}"),
        )
    if not reaches(best, fit):
        raise Mismatch(
            text("training.slow", seconds=f"{best.reference.seconds:.2f}"),
            expected=text("training.at_most", seconds=f"{best.allowed:.2f}"),
            yours=text("training.seconds", seconds=f"{best.seconds:.2f}"),
        )


def within(state: list[Any], most: int) -> None:
    """Raises Mismatch where the parameters and buffers hold more numbers than `most`."""
    if (found := sum(value.numel() for value in state if isinstance(value, torch.Tensor))) > most:
        raise Mismatch(
            text("training.too_large"),
            expected=text("training.most_numbers", count=f"{most:,}"),
            yours=text("training.numbers", count=f"{found:,}"),
        )


def entry(
    test: str, device: str, threshold: Threshold, examples: Examples, tries: list[Measured], seen: int
) -> Training:
    """What the scorecard says of all tries: the best of them. seen: samples that the judge handed out in batches."""
    fit = threshold.fit(examples.kind)
    best = best_of(tries, fit) if fit else tries[0]
    wrong = (best.answers != examples.new_labels).nonzero().flatten()
    places = examples.new_labels * (CLASSES + 1) + best.answers % (CLASSES + 1)  # a -1 becomes the last column
    confusion = torch.bincount(places, minlength=CLASSES * (CLASSES + 1)).reshape(CLASSES, CLASSES + 1)
    return Training(
        name=test,
        accuracy=best.accuracy,
        required_accuracy=fit.accuracy if fit else 0.0,
        seconds=round(best.seconds, 3),
        reference_seconds=round(best.reference.seconds, 3),
        allowed_ratio=threshold.time_ratio if fit else 0.0,
        device=device,
        history=best.history,
        reference_history=best.reference.history,
        data=examples.kind,
        samples=len(examples.labels),
        seen=seen,
        reference_accuracy=fit.mean if fit else 0.0,
        reference_runs=fit.runs if fit else 0,
        false_fail=fit.false_fail if fit else 0.0,
        measurements=len(tries),
        unstable=bool(fit and unstable(tries, fit)),
        confusion=confusion.tolist(),
        misread=examples.new_indices[wrong[:MISREAD]].tolist(),
        misread_shown=[] if examples.kind == "drawn" else [_shown(examples, best, int(i)) for i in wrong[:SHOWN]],
    )


def _shown(examples: Examples, best: Measured, place: int) -> Misread:
    return misread(examples.new_images[place], int(examples.new_labels[place]), int(best.answers[place]))
