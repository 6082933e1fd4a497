"""Figures of lesson 02: steps down the parabola; how the three descents reach the same place."""

from __future__ import annotations

from itertools import pairwise
from types import ModuleType

import torch
from drawing import BLUE, GREEN, GREY, RED, arrow
from matplotlib.figure import Figure

XS = torch.tensor([1.0, 2.0], dtype=torch.float64)
# Twelve samples near y = 2x that disagree about the slope, so that a single one points somewhere else.
MANY_XS = torch.tensor([0.6, 1.4, 1.0, 1.8, 0.8, 1.6, 1.2, 0.4, 2.0, 1.1, 1.7, 0.9], dtype=torch.float64)
SLOPES = torch.tensor([2.9, 1.3, 2.2, 2.4, 1.0, 1.7, 2.8, 2.0, 1.6, 2.9, 2.2, 1.4], dtype=torch.float64)
# How many samples an update takes, the function, its colour, where its name stands.
DESCENTS = (
    (1, "stochastic_descent", RED, 2.2),
    (4, "minibatch_descent", GREEN, 1.97),
    (12, "batch_descent", BLUE, 1.73),
)


def steps(lesson: ModuleType) -> Figure:
    """The cost of the two samples of the handout, its slope at w = 0 and four steps of batch descent."""
    ws = torch.linspace(-0.4, 4.4, 97, dtype=torch.float64)
    walk = [torch.tensor(0.0, dtype=torch.float64)]
    for _ in range(4):
        walk.append(lesson.batch_descent(XS, 2 * XS, walk[-1], lr=0.07, epochs=1)[0])
    costs = [float(lesson.cost(XS, 2 * XS, w)) for w in walk]
    slope = float(lesson.gradient(XS, 2 * XS, walk[0]))
    figure = Figure(figsize=(5, 3.2), layout="constrained")
    axes = figure.subplots()
    axes.plot(ws, [lesson.cost(XS, 2 * XS, w) for w in ws], color=GREY)
    axes.axline((0, costs[0]), slope=slope, color=RED, linestyle="--", linewidth=1.4)
    axes.text(0.4, 7.1, rf"$\frac{{d\,\mathrm{{cost}}}}{{dw}}={slope:g}$", color=RED, fontsize=13)
    axes.vlines(walk, 0, costs, color=BLUE, linewidth=1, linestyles=":")
    axes.plot(walk, costs, "o", color=BLUE)
    for start, end in pairwise(map(float, walk)):
        arrow(axes, (start, 0), (end, 0), BLUE)
    axes.set(xlim=(-0.4, 4.4), ylim=(-0.5, 14), xlabel="$w$", ylabel=r"$\mathrm{cost}(w)$")
    return figure


def descents(lesson: ModuleType) -> Figure:
    """w after every update of four epochs, for twelve, four and one sample per update."""
    ys = SLOPES * MANY_XS
    figure = Figure(figsize=(6.4, 3), layout="constrained")
    axes = figure.subplots()
    for size, name, colour, height in DESCENTS:
        w, path = torch.tensor(0.0, dtype=torch.float64), [0.0]
        for start in 4 * list(range(0, 12, size)):
            batch = slice(start, start + size)
            w = lesson.batch_descent(MANY_XS[batch], ys[batch], w, lr=0.12, epochs=1)[0]
            path.append(float(w))
        epochs = torch.arange(len(path), dtype=torch.float64) * size / 12
        axes.plot(epochs, path, ".-", color=colour, linewidth=1.4)
        axes.text(4.1, height, name, color=colour, va="center")
    axes.spines.bottom.set_bounds(0, 4)
    axes.set_xlabel("epoch", x=2 / 5.8)
    axes.set(ylabel="$w$", xticks=range(5), xlim=(0, 5.8))
    return figure


FIGURES = {"steps": steps, "descents": descents}
