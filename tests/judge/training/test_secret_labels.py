"""Labels under secret names: a network that learnt them is right, one that was brought along is worth a guess."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from grader.judge.draw import Draw
from grader.judge.remote.errors import Mismatch
from grader.judge.training import SecretLabels

LABELS = torch.arange(10).repeat(20)


def one_hot(labels: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.one_hot(labels, 10).to(torch.float32)


def test_network_that_learnt_the_renamed_labels_is_right() -> None:
    """Scores that peak at the renamed label are right for every sample."""
    secret = SecretLabels(10, Draw(b"3"))

    assert secret.accuracy(one_hot(secret.hide(LABELS)), LABELS) == 1.0


def test_weights_brought_along_are_worth_a_guess() -> None:
    """Over many runs a network that knows the usual labels is right as often as chance is."""
    runs = [SecretLabels(10, Draw(str(seed).encode())).accuracy(one_hot(LABELS), LABELS) for seed in range(300)]

    assert sum(runs) / len(runs) == pytest.approx(0.1, abs=0.05)


def test_same_seed_hides_alike() -> None:
    """A regrade trains on the same labels."""
    first, again = SecretLabels(10, Draw(b"3")).hide(LABELS), SecretLabels(10, Draw(b"3")).hide(LABELS)

    assert torch.equal(first, again)


def test_nan_scores_are_wrong() -> None:
    """argmax of NaN is a number; it must not be a right one."""
    secret = SecretLabels(10, Draw(b"3"))

    assert secret.accuracy(torch.full((200, 10), torch.nan), LABELS) == 0.0


@pytest.mark.parametrize("scores", [torch.zeros(200), torch.zeros(10, 200), "scores", None, torch.zeros(0, 10)])
def test_scores_of_another_shape_are_a_mismatch(scores: object) -> None:
    """What comes from student code may be anything."""
    with pytest.raises(Mismatch, match="wrong shape"):
        SecretLabels(10, Draw(b"3")).accuracy(scores, LABELS)


def test_scores_may_be_an_array() -> None:
    """A network written with NumPy is read like any other."""
    secret = SecretLabels(10, Draw(b"3"))

    assert secret.accuracy(one_hot(secret.hide(LABELS)).numpy().astype(np.float64), LABELS) == 1.0
