"""What a training must reach: solutions/LESSON/thresholds.toml, fitted to runs of the reference solution."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from grader.course.unfit import unfit
from grader.errors import LessonError
from grader.sentences import text

__all__ = ["Fit", "Kind", "Threshold", "read_thresholds"]

Kind = Literal["real", "stand_in", "drawn"]
LEAST_SECONDS = 1.0  # a shorter time says more of the machine than of the program
Fraction = Annotated[float, Meta(ge=0, le=1)]


class Fit(Struct, frozen=True, forbid_unknown_fields=True):
    """The accuracy that is asked, and the runs of the reference that it was fitted to.

    mean, std: of the accuracies of runs with the seeds 1 to `runs`. false_fail: how likely the reference fails.
    """

    accuracy: Fraction
    mean: Fraction
    std: Annotated[float, Meta(ge=0)]
    runs: Annotated[int, Meta(ge=2)]
    false_fail: Fraction


class Threshold(Struct, frozen=True, forbid_unknown_fields=True):
    """What one test asks. time_ratio: how many times the reference's seconds are allowed.

    seconds: on the GPU of this name, so many seconds instead. parameters: so many numbers may the network's hold, 0 for any.
    real, stand_in, drawn: by the data that was there.
    """

    time_ratio: Annotated[float, Meta(gt=1)]
    seconds: dict[str, float] = {}
    parameters: Annotated[int, Meta(ge=0)] = 0
    real: Fit | None = None
    stand_in: Fit | None = None
    drawn: Fit | None = None

    def limit(self, reference: float, gpu: str) -> float:
        """The seconds that a training may take where the reference took `reference` (0: there is none), on this GPU or none."""
        by_reference = max(self.time_ratio * reference, LEAST_SECONDS) if reference else math.inf
        return self.seconds.get(gpu, by_reference)

    def fit(self, kind: Kind) -> Fit | None:
        found: Fit | None = getattr(self, kind)
        return found


def read_thresholds(path: Path) -> dict[str, Threshold]:
    """By test; none where the lesson has no such file. Raises LessonError for a file that is not as it must be."""
    if not path.is_file():
        return {}
    try:
        return msgspec.toml.decode(path.read_bytes(), type=dict[str, Threshold])
    except (msgspec.MsgspecError, ValueError) as error:
        raise LessonError(text("course.thresholds", path=str(path), error=unfit(error))) from None
