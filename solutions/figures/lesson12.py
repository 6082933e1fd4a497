"""Figures of lesson 12: what an error costs; what a probability and a logit cost."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, GREEN, GREY, INK, RED
from matplotlib.figure import Figure


def errors(lesson: ModuleType) -> Figure:
    """The four losses of an error, on the left with beta and delta 1, on the right with 2."""
    e = torch.linspace(-4, 4, 161, dtype=torch.float64)
    zero = torch.zeros_like(e)
    figure = Figure(figsize=(7.2, 2.8), layout="constrained")
    for axes, size in zip(figure.subplots(1, 2, sharey=True), (1.0, 2.0), strict=True):
        for place in (-size, size):
            axes.axvline(place, color=GREY, linewidth=0.8, linestyle=":")
        axes.plot(e, lesson.mse(e, zero, reduction="none"), color=GREY, linewidth=1.2)
        axes.plot(e, lesson.l1(e, zero, reduction="none"), color=INK, linewidth=1.2)
        axes.plot(e, lesson.smooth_l1(e, zero, beta=size, reduction="none"), color=BLUE)
        axes.plot(e, lesson.huber(e, zero, delta=size, reduction="none"), color=RED, linestyle=(0, (4, 2)))
        axes.set(xlabel="$e$", xlim=(-4, 4), ylim=(0, 5), title=f"beta = delta = {size:g}")
        axes.title.set(fontsize=9, family="monospace")
    left, right = figure.axes
    for axes, x, y, name, colour in (
        (left, -2.1, 4.6, "mse", GREY), (left, -3.9, 4.2, "l1", INK), (left, -3.95, 0.12, "smooth_l1 = huber", BLUE),
        (right, 2.1, 0.5, "smooth_l1", BLUE), (right, -3.18, 4.6, "huber", RED),
    ):  # fmt: skip
        axes.text(x, y, name, color=colour, fontsize=9, family="monospace")
    return figure


def hinges(lesson: ModuleType) -> Figure:
    """The cosine loss over the angle's cosine, and the triplet loss over the far distance."""
    figure = Figure(figsize=(7.2, 2.6), layout="constrained")
    left, right = figure.subplots(1, 2)
    angle = torch.linspace(0, torch.pi, 121, dtype=torch.float64)
    x1 = torch.stack([angle.cos(), angle.sin()], dim=1)
    x2 = torch.tensor([[1.0, 0.0]], dtype=torch.float64).expand_as(x1)
    for y, colour, place in ((1.0, BLUE, (-0.85, 1.35)), (-1.0, RED, (-0.35, 0.1))):
        target = torch.full((len(x1),), y, dtype=torch.float64)
        left.plot(angle.cos(), lesson.cosine_embedding(x1, x2, target, margin=0.25, reduction="none"), color=colour)
        left.text(*place, f"$y={y:g}$", color=colour)
    left.set(xlabel=r"$\cos$", xlim=(-1, 1), ylim=(0, 2))
    left.set_xticks([-1, 0, 0.25, 1], ["$-1$", "$0$", "margin", "$1$"])
    far = torch.linspace(0, 5, 101, dtype=torch.float64)
    anchor = torch.zeros(len(far), 1, dtype=torch.float64)
    right.plot(far, lesson.triplet_margin(anchor, anchor + 2, far[:, None], margin=1.0, reduction="none"), color=GREEN)
    right.axvline(2, color=GREY, linewidth=0.8, linestyle=":")
    right.set(xlabel=r"$d(a, n)$", xlim=(0, 5), ylim=(0, 3.2), yticks=[0, 1, 3])
    right.set_xticks([0, 2, 3, 5], ["$0$", "$d(a, p)$", "   + margin", "$5$"])
    right.tick_params(axis="x", labelsize=8)
    return figure


FIGURES = {"errors": errors, "hinges": hinges}
