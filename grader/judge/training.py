"""Training that cannot be shortened: labels under a secret permutation, accuracy on labels that never leave the judge.

Weights that come with a submission know the usual labels; under a permutation drawn for the run they are worth no more
than a guess. So are a table of known images and an answer that somebody else's network gave.
"""

from __future__ import annotations

import torch

from grader.judge.compare import mismatch, yours_text
from grader.judge.draw import Draw
from grader.judge.student import Remote, WorkerTools

__all__ = ["SecretLabels", "weights"]


class SecretLabels:
    """A permutation of the classes, drawn for this run. It stays in the judge; the worker sees permuted labels only."""

    def __init__(self, classes: int, draw: Draw) -> None:
        self.classes = classes
        self._permutation = draw.permutation(classes)

    def hide(self, labels: torch.Tensor) -> torch.Tensor:
        """The labels to train on: int64 of shape (n,), as given but renamed."""
        return self._permutation[labels]

    def accuracy(self, scores: object, labels: torch.Tensor) -> float:
        """The fraction of held-out samples whose largest score is at the renamed label.

        scores: what student code returned, (n, classes). labels: the true ones, which the worker has not seen. A sample whose
        scores are not all finite counts as wrong. Raises Mismatch for anything but such scores.
        """
        wanted = (len(labels), self.classes)
        if not isinstance(scores, torch.Tensor) or tuple(scores.shape) != wanted:
            raise mismatch(
                "the predictions have the wrong shape", f"a tensor of shape {wanted}", yours_text(scores), ""
            )
        finite = torch.isfinite(scores.to(torch.float64)).all(dim=1)
        right = (scores.argmax(dim=1) == self.hide(labels)) & finite
        return float(right.to(torch.float64).mean())


def weights(worker: WorkerTools, model: Remote, shapes: list[tuple[int, ...]]) -> list[torch.Tensor]:
    """The model's parameters as tensors; raises Mismatch unless they are finite and have exactly these shapes, in order."""
    values = worker.parameters(model)
    found = [tuple(value.shape) if isinstance(value, torch.Tensor) else None for value in values]
    if found != [tuple(shape) for shape in shapes]:
        raise mismatch("the parameters have the wrong shapes", str(shapes), str(found), "")
    if not all(bool(torch.isfinite(value).all()) for value in values):
        raise mismatch("the parameters have NaN or infinity", "finite numbers", "some are not", "")
    return values
