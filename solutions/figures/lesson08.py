"""Figures of lesson 08: what softmax keeps and what it changes; the gradient as probability minus target."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import torch
from drawing import BLUE, GREEN, GREY, RED
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from torch import Tensor


def bars(axes: Axes, heights: Tensor, colour: str, digits: int, **limits: Any) -> None:
    """A bar per class, its height written at its end."""
    axes.bar(range(len(heights)), heights.tolist(), color=colour, width=0.7)
    axes.axhline(0, color=GREY, linewidth=0.8)
    for place, height in enumerate(heights.tolist()):
        text = f"{height:.{digits}f}".replace("-", "\N{MINUS SIGN}")
        above = np.signbit(height)
        axes.annotate(
            text,
            (place, height),
            (0, -3 if above else 3),
            textcoords="offset points",
            ha="center",
            va="top" if above else "bottom",
            color=colour,
            fontsize=9,
        )
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set(xticks=[], yticks=[], **limits)


def softmax(lesson: ModuleType) -> Figure:
    """Logits above, their probabilities below: as they are, all larger by 2, all doubled."""
    z = torch.tensor([0.0, 1.0, 2.0], dtype=torch.float64)
    figure = Figure(figsize=(6.4, 3.2), layout="constrained")
    above, below = figure.subplots(2, 3)
    for column, (name, logits) in enumerate({"$z$": z, "$z+2$": z + 2, "$2z$": 2 * z}.items()):
        bars(above[column], logits, GREY, 0, ylim=(0, 5))
        bars(below[column], lesson.softmax(logits), BLUE, 3, ylim=(0, 1.1))
        above[column].set_title(name, color=GREY, fontsize=11)
        below[column].set_xlabel(rf"$\mathrm{{softmax}}(${name}$)$", color=BLUE)
    return figure


def gradient(lesson: ModuleType) -> Figure:
    """The probabilities of one sample, its target as one-hot, and the gradient at its logits."""
    logits, y = torch.tensor([[1.0, 2.0, 0.5, 0.0]], dtype=torch.float64), torch.tensor([0])
    p, target = lesson.softmax(logits, dim=1)[0], lesson.one_hot(y, 4)[0]
    figure = Figure(figsize=(6.4, 2.2), layout="constrained")
    parts = (
        (p, BLUE, 2, "$p$"),
        (target, GREEN, 0, "$t$"),
        (lesson.cross_entropy_gradient(logits, y)[0], RED, 2, "$p-t$"),
    )
    for axes, (heights, colour, digits, name) in zip(figure.subplots(1, 3), parts, strict=True):
        bars(axes, heights, colour, digits, ylim=(-1, 1.2))
        axes.set_xlabel(name, color=colour, fontsize=11)
    return figure


FIGURES = {"softmax": softmax, "gradient": gradient}
