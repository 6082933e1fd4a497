"""Figure of lesson 13: four optimizers go down the same valley."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, GREEN, GREY, INK, RED
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse
from torch import Tensor

STEEP, STEPS, START = 60.0, 40, (-2.0, 0.25)


def descend(optimizer_class: type, **options: float) -> Tensor:
    """The places of a path down the valley, the start included: (STEPS + 1, 2)."""
    p = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = optimizer_class([p], **options)
    places = [p.detach().clone()]
    for _ in range(STEPS):
        (0.5 * (p[0] ** 2 + STEEP * p[1] ** 2)).backward()
        optimizer.step()
        optimizer.zero_grad()
        places.append(p.detach().clone())
    return torch.stack(places)


def rings(axes: Axes) -> None:
    """Where the loss is the same."""
    for width in (0.8, 1.8, 3.0, 4.2):
        axes.add_patch(Ellipse((0, 0), width, width / STEEP**0.5, fill=False, edgecolor=GREY, linewidth=0.6))
    axes.plot(0, 0, "+", color=INK)


def paths(lesson: ModuleType) -> Figure:
    """The path of each optimizer, a dot per step."""
    figure = Figure(figsize=(6.4, 3.2), layout="constrained")
    runs = (
        ("SGD", GREY, descend(lesson.SGD, lr=0.0315)),
        ("SGD  momentum", BLUE, descend(lesson.SGD, lr=0.012, momentum=0.85)),
        ("RMSprop", GREEN, descend(lesson.RMSprop, lr=0.05, alpha=0.9)),
        ("Adam", RED, descend(lesson.Adam, lr=0.07)),
    )
    for axes, (name, colour, path) in zip(figure.subplots(2, 2).flat, runs, strict=True):
        rings(axes)
        axes.plot(path[:, 0], path[:, 1], color=colour, linewidth=1.2, marker="o", markersize=3, markeredgewidth=0)
        axes.set_title(name, color=colour, fontsize=10)
        axes.axis("off")
        axes.set(xlim=(-2.2, 1.2), ylim=(-0.3, 0.3))
    return figure


FIGURES = {"paths": paths}
