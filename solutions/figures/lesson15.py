"""Figures of lesson 15: the classes that a trained network sees in the plane of XOR; a small network forward and back."""

from __future__ import annotations

from types import ModuleType

import numpy as np
from drawing import BLUE, GREEN, GREY, INK, PALE_BLUE, PALE_RED, RED, arrow, label, number, sheet
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle


def xor(lesson: ModuleType) -> Figure:
    """The plane in the colours of the class that the trained network names."""
    x, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 1, 1, 0])
    params = lesson.init([2, 16, 2], seed=1)
    for _ in range(100):
        _, cache = lesson.forward(params, x)
        lesson.step(params, lesson.backward(params, cache, y), lr=1.0)
    side = np.linspace(-0.5, 1.5, 61)
    plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    logits, _ = lesson.forward(params, plane)
    ahead = (logits[:, 1] - logits[:, 0]).reshape(61, 61)
    figure = Figure(figsize=(3.4, 3.2), layout="constrained")
    axes = figure.subplots()
    axes.contourf(side, side, ahead, levels=[-1e9, 0, 1e9], colors=[PALE_BLUE, PALE_RED])
    axes.contour(side, side, ahead, levels=[0], colors=[GREY], linewidths=1)
    for (a, b), target in zip(x, y, strict=True):
        axes.plot(a, b, "o", color=RED if target else BLUE, markersize=9)
        axes.text(a + 0.09, b, str(target), color=RED if target else BLUE, va="center", fontsize=12)
    axes.set(xlabel="$x_1$", ylabel="$x_2$", xticks=[0, 1], yticks=[0, 1], aspect="equal")
    return figure


def unit(axes: Axes, x: float, y: float, value: float, closed: bool = False) -> None:
    """A circle with the number that it gives; a closed one is grey and dashed."""
    colour = GREY if closed else INK
    style = (0, (3, 2)) if closed else "solid"
    axes.add_patch(Circle((x, y), 0.85, facecolor="white", edgecolor=colour, linewidth=1.6, linestyle=style, zorder=3))
    label(axes, x, y, number(value), colour, fontsize=13, zorder=4)


def way(lesson: ModuleType) -> Figure:
    """The network on paper: numbers forward in black, slopes back in red."""
    first = np.array([[1.0, -1.0]]), np.array([0.0, 0.0])
    second = np.array([[1.0, 0.0], [1.0, 2.0]]), np.array([0.0, 3.0])
    logits, cache = lesson.forward([first, second], np.array([[3.0]]))
    (_, hidden), (_, out) = lesson.backward([first, second], cache, np.array([0]))  # of one sample: delta itself
    between = np.maximum(3.0 * first[0] + first[1], 0)[0]
    places = {"x": (1.5, 4.0), "h": ((8.0, 1.8), (8.0, 6.2)), "z": ((14.5, 1.8), (14.5, 6.2))}
    figure, axes = sheet(18.5, 8.6)
    for k, (x, y) in enumerate(places["h"]):
        arrow(axes, (2.5, 4.0 + (y - 4) * 0.15), (7.0, y - (y - 4) * 0.15), BLUE)
        label(axes, 4.6, 2.3 if k == 0 else 5.7, number(first[0][0, k]), BLUE)
        for j, (u, v) in enumerate(places["z"]):
            slant = (v - y) * 0.14
            arrow(axes, (x + 1.0, y + slant), (u - 1.0, v - slant), BLUE)
            label(axes, x + 1.9, y + (v - y) * 0.29 - (0.45 if j == k else 0), number(second[0][k, j]), BLUE, zorder=5,
                  bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})  # fmt: skip
        unit(axes, x, y, between[k], closed=not between[k])
        if hidden[k]:
            label(axes, x, y + 1.35, number(hidden[k]), RED)
    unit(axes, *places["x"], 3.0)
    label(axes, 1.5, 2.6, "$x$", INK)
    label(axes, 8.0, 0.5, "$h$", INK)
    label(axes, 14.5, 0.5, "$z$", INK)
    label(axes, 17.0, 0.5, "$p-t$", RED)
    for j, (x, y) in enumerate(places["z"]):
        unit(axes, x, y, logits[0, j])
        label(axes, x, y + 1.35, f"+{number(second[1][j])}", GREEN)
        label(axes, 17.0, y, number(out[j]), RED)
    return figure


FIGURES = {"xor": xor, "way": way}
