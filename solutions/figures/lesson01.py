"""Figures of lesson 01: each line is a point of the loss curve; the losses of all lines are a landscape."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, GREEN, GREY, INK, RED
from matplotlib.figure import Figure

XS = torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64)
YS = 2 * XS
COLOURS = {1.0: BLUE, 2.0: GREEN, 3.0: RED}
ALIGN = {1.0: "right", 2.0: "center", 3.0: "left"}


def line_and_loss(lesson: ModuleType) -> Figure:
    """The three rides with three lines, and beside them the loss of every slope."""
    figure = Figure(figsize=(6.4, 2.8), layout="constrained")
    lines, losses = figure.subplots(1, 2)
    x = torch.tensor([0.0, 3.3], dtype=torch.float64)
    ws = torch.linspace(-0.1, 4.1, 85, dtype=torch.float64)
    losses.plot(ws, lesson.grid_search(XS, YS, ws)[1], color=GREY)
    for w, colour in COLOURS.items():
        lines.plot(x, lesson.forward(x, w), color=colour)
        lines.text(3.36, 3.3 * w, f"$w={w:g}$", color=colour, va="center")
        losses.plot(w, float(lesson.mse(XS, YS, w)), "o", color=colour, markersize=8)
        losses.text(w, float(lesson.mse(XS, YS, w)) + 2, f"$w={w:g}$", color=colour, ha=ALIGN[w])
    lines.vlines(XS, lesson.forward(XS, 1.0), YS, color=BLUE, linestyles=":", linewidth=1.4)
    lines.plot(XS, YS, "o", color=INK, zorder=3)
    lines.set(xlim=(0, 4.1), ylim=(0, 10.5), xlabel="$x$", ylabel="$y$", xticks=range(4))
    losses.set(ylim=(-1, 20), xlabel="$w$", ylabel="$L(w)$", xticks=range(5))
    return figure


def surface(lesson: ModuleType) -> Figure:
    """Lines of equal loss over slope and bias, with the best line in the middle."""
    ws, bs = (torch.linspace(low, high, 61, dtype=torch.float64) for low, high in ((-1, 5), (-6, 6)))
    heights = lesson.loss_surface(XS, YS, ws, bs)
    figure = Figure(figsize=(5, 3.6), layout="constrained")
    axes = figure.subplots()
    levels = [2, 6, 14, 28, 50, 80]
    lines = axes.contour(ws, bs, heights, levels, cmap="viridis", vmin=-5, vmax=130, linewidths=1.6)
    axes.clabel(lines, levels, fmt="%g", fontsize=9)
    axes.plot(2, 0, "o", color=RED)
    axes.text(2, 0.35, "0", color=RED, ha="center")
    axes.set(xlabel="$w$", ylabel="$b$")
    return figure


FIGURES = {"line_and_loss": line_and_loss, "surface": surface}
