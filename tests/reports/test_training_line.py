"""A training on the terminal: one line."""

from __future__ import annotations

import msgspec
import pytest

from grader.reports.terminal import training_text
from grader.scorecard import Training
from grader.sentences import languages, speaker

TRAINING = Training(
    name="test_digits_are_learnt",
    accuracy=0.9194,
    required_accuracy=0.86,
    seconds=0.185,
    reference_seconds=0.061,
    allowed_ratio=5.0,
    device="cpu",
    data="stand_in",
    measurements=2,
)
ENGLISH = "digits are learnt: 91.9% · asked 86% · 0.18 s · reference 0.06 s, 5 times allowed · cpu · stand-in"


def line(language: str = "en", **changes: object) -> str:
    return training_text(msgspec.structs.replace(TRAINING, **changes), speaker(language))


def test_line_says_what_was_reached_and_what_was_asked() -> None:
    """Accuracy, time, device and data."""
    assert line() == ENGLISH


def test_unstable_result_is_called_so() -> None:
    assert line(unstable=True) == f"{ENGLISH} · unstable: measured 2 times"


def test_line_without_a_reference_has_no_ratio() -> None:
    """A released course has no solution to compare with."""
    assert "reference" not in line(reference_seconds=0.0)


@pytest.mark.parametrize("language", languages())
def test_line_fits_the_page(language: str) -> None:
    assert len(line(language)) <= 100
