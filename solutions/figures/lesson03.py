"""Figures of lesson 03: a graph of operations, values forward and gradients backward."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, PALE, PALE_BLUE, RED, arrow, label, number, sheet
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle


def node(axes: Axes, x: float, y: float, name: str, value: float, gradient: float | None = None) -> None:
    """A value of the graph: its name in a circle, the value above it, the gradient of the loss below it."""
    fill = PALE if gradient is None else PALE_BLUE
    axes.add_patch(Circle((x, y), 0.62, facecolor=fill, edgecolor="#777777", linewidth=0.8))
    label(axes, x, y, name, fontsize=11)
    label(axes, x, y - 1, number(value), BLUE)
    if gradient is not None:
        label(axes, x, y + 1.05, number(gradient), RED)


def link(axes: Axes, start: tuple[float, float], end: tuple[float, float], slope: float | None = None) -> None:
    """A step of the forward pass and, where a gradient flows back, the slope that multiplies it."""
    way = torch.tensor(end, dtype=torch.float64) - torch.tensor(start, dtype=torch.float64)
    rim = 0.75 * way / way.norm()
    (x, y), (to_x, to_y) = (rim + torch.tensor(start)).tolist(), (torch.tensor(end) - rim).tolist()
    arrow(axes, (x, y), (to_x, to_y), BLUE)
    if slope is not None:
        arrow(axes, (to_x, to_y + 0.3), (x, y + 0.3), RED)
        label(
            axes,
            (x + to_x) / 2,
            (y + to_y) / 2 + 0.85,
            f"×({number(slope)})" if slope < 0 else f"×{number(slope)}",
            RED,
        )


def chain(lesson: ModuleType) -> Figure:
    """The sample of the handout: x = 2, y = 5, w = 1."""
    x, y, w = (torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (2.0, 5.0, 1.0))
    y_hat = x * w
    e = y_hat - y
    loss = e**2
    to_w, to_y_hat, to_e = torch.autograd.grad(loss, (w, y_hat, e))
    figure, axes = sheet(16.5, 5.6)
    names = (("$w$", w, to_w), (r"$\hat y$", y_hat, to_y_hat), ("$e$", e, to_e), ("$L$", loss, torch.tensor(1.0)))
    places = (1.5, 6, 10.5, 15)
    for place, (name, value, gradient) in zip(places, names, strict=True):
        node(axes, place, 1.8, name, value.item(), gradient.item())
    for name, value, place in (("$x$", x, 3.7), ("$y$", y, 8.2)):
        node(axes, place, 4.6, name, value.item())
        link(axes, (place, 4.6), (place + 2.3, 1.8))
    for place, slope in zip(places, (x.item(), 1.0, 2 * e.item()), strict=False):
        link(axes, (place, 1.8), (place + 4.5, 1.8), slope)
    return figure


FIGURES = {"chain": chain}
