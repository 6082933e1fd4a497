"""A secret permutation of the classes: weights or tables that come with a submission know the usual labels only."""

from __future__ import annotations

import numpy as np
import torch

from grader.judge.checks.compare import mismatch, yours_text
from grader.judge.draw import Draw
from grader.sentences import text

__all__ = ["SecretLabels"]


class SecretLabels:
    """A permutation of the classes, drawn for this run. It stays in the judge; the worker sees permuted labels only."""

    def __init__(self, classes: int, draw: Draw) -> None:
        self.classes = classes
        self._permutation: torch.Tensor = draw.permutation(classes)

    def hide(self, labels: torch.Tensor) -> torch.Tensor:
        """The labels to train on: int64 of shape (n,), as given but renamed."""
        return self._permutation[labels]

    def accuracy(self, scores: object, labels: torch.Tensor) -> float:
        """The fraction of held-out samples whose largest score is at the renamed label.

        scores: what student code returned, (n, classes). labels: the true ones, which the worker has not seen. A sample whose
        scores are not all finite counts as wrong. Raises Mismatch for anything but such scores.
        """
        return float((self.read(scores, len(labels)) == labels).to(torch.float64).mean())

    def read(self, scores: object, n: int) -> torch.Tensor:
        """The true names of the classes that `scores` (n, classes) name, int64 (n,); -1 where a score is not finite."""
        if isinstance(scores, np.ndarray):
            scores = torch.from_numpy(scores)
        if not isinstance(scores, torch.Tensor) or tuple(scores.shape) != (n, self.classes):
            wanted = text("value.tensor_of_shape", shape=str((n, self.classes)))
            raise mismatch(text("training.predictions"), wanted, yours_text(scores), "")
        scores = scores.to(torch.float64)
        named = self._permutation.argsort()[scores.argmax(dim=1)]
        return torch.where(torch.isfinite(scores).all(dim=1), named, -1)
