"""What a network is trained on and what it is asked afterwards.

What the worker is given to train on and what it is asked come from branches of their own, so that the one says nothing of the other.
"""

from __future__ import annotations

from typing import NamedTuple

import torch

from grader.course.data import Data
from grader.course.thresholds import Kind
from grader.judge.draw import Draw

__all__ = ["CLASSES", "Examples", "draw_examples"]

CLASSES = 10
HELD_OUT = 5000  # more say little: the accuracy of 5,000 is known to half a percent
ASKED = 1000  # patterns
MEAN, STD = 0.1307, 0.3081  # of MNIST's pixels


class Examples(NamedTuple):
    """images (n, 1, 28, 28) float32, normalised, and labels (n,) int64; `new` ones are asked, never trained on."""

    images: torch.Tensor
    labels: torch.Tensor
    new_images: torch.Tensor
    new_labels: torch.Tensor
    new_indices: torch.Tensor  # where the new ones stand in the data set
    kind: Kind


def draw_examples(name: str, samples: int, data: Data, draw: Draw) -> Examples:
    """`samples` images to train on, and up to 5,000 others.

    name: "mnist", or "patterns": ten random patterns, shifted and noisy, which did not exist before this run. Where the
    data has fewer images, they come again until there are enough, so that an epoch is as long everywhere. Raises ValueError for
    another name.
    """
    if name == "patterns":
        patterns = _patterns(draw.branch("patterns"))
        trained = _pictures(patterns, samples, draw.branch("trained"))
        new = _pictures(patterns, ASKED, draw.branch("asked"))
        return Examples(*trained, *new, torch.arange(ASKED), "drawn")
    if name != "mnist":
        raise ValueError(f"no data set is called '{name}': mnist, patterns")
    images, labels = data.mnist(train=True)
    new_images, new_labels = data.mnist(train=False)
    chosen = draw.branch("trained").permutation(max(samples, len(images)))[:samples] % len(images)
    asked = draw.branch("asked").permutation(len(new_images))[:HELD_OUT].sort().values
    kind: Kind = "stand_in" if data.used["mnist"].startswith("stand-in") else "real"
    return Examples(_normal(images[chosen]), labels[chosen], _normal(new_images[asked]), new_labels[asked], asked, kind)


def _normal(pixels: torch.Tensor) -> torch.Tensor:
    """uint8 pixels (n, 28, 28) as a network wants them."""
    return pixels.unsqueeze(1).to(torch.float32).div_(255).sub_(MEAN).div_(STD)


def _patterns(draw: Draw) -> torch.Tensor:
    """One a class, (10, 1, 32, 32)."""
    coarse = draw.randn(CLASSES, 1, 6, 6)
    return torch.nn.functional.interpolate(coarse, size=(32, 32), mode="bilinear", align_corners=False)


def _pictures(patterns: torch.Tensor, n: int, draw: Draw) -> tuple[torch.Tensor, torch.Tensor]:
    """n noisy views of the patterns, and whose they are."""
    labels = torch.arange(n) % CLASSES
    labels = labels[draw.permutation(n)]
    down, right = draw.randint(0, 5, (n, 1, 1)), draw.randint(0, 5, (n, 1, 1))
    rows, columns = down + torch.arange(28)[:, None], right + torch.arange(28)
    return (patterns[labels[:, None, None], 0, rows, columns] + draw.randn(n, 28, 28))[:, None], labels
