"""Figures of lesson 06: two features before and after standardizing; the layers of the network."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, GREY, PALE_BLUE, label, sheet
from matplotlib.figure import Figure
from matplotlib.patches import Circle


def standardized(lesson: ModuleType) -> Figure:
    """Forty samples of two features, on axes of one scale: as they come, and standardized."""
    first, second = torch.randn(2, 40, dtype=torch.float64, generator=torch.Generator().manual_seed(6)).clamp(-2, 2)
    raw = torch.stack([50 + 15 * first, 1 + 0.3 * second + 0.15 * first], dim=1)
    figure = Figure(figsize=(6.4, 2.9), layout="constrained")
    left, right = figure.subplots(1, 2)
    left.plot(*raw.T.tolist(), ".", color=GREY)
    left.set(xlim=(0, 100), ylim=(-45, 55), aspect="equal", xticks=[0, 20, 40, 60, 80], yticks=[0, 40])
    right.plot(*lesson.Standardizer().fit_transform(raw).T.tolist(), ".", color=BLUE)
    right.set(xlim=(-2.4, 2.4), ylim=(-2.4, 2.4), aspect="equal", xticks=[-2, -1, 0, 1, 2], yticks=[-2, -1, 0, 1, 2])
    for axes in (left, right):
        axes.set(xlabel="$x_1$", ylabel="$x_2$")
    for line in (right.axhline, right.axvline):
        line(0, color=GREY, linewidth=0.8, linestyle=":")
    return figure


def layers(lesson: ModuleType) -> Figure:
    """The network of the handout: a circle per number, a line per weight."""
    shapes = [tuple(p.shape) for p in lesson.Model().parameters() if p.ndim == 2]
    sizes = [shapes[0][1], *(rows for rows, _ in shapes)]
    figure, axes = sheet(17.2, 10)
    places = [
        [(2 + 4.3 * layer, 4.4 + (unit - (size - 1) / 2) * 0.95) for unit in range(size)]
        for layer, size in enumerate(sizes)
    ]
    for layer in range(len(shapes)):
        for start in places[layer]:
            for end in places[layer + 1]:
                axes.plot(*zip(start, end, strict=True), color=GREY, linewidth=0.5)
    for layer, units in enumerate(places):
        for x, y in units:
            axes.add_patch(Circle((x, y), 0.36, facecolor=PALE_BLUE if layer else "white", edgecolor=GREY, zorder=3))
            label(axes, x, y, r"$\sigma$" if layer else "", BLUE, zorder=4)
    for layer, name in enumerate(("$x$", "$h_1$", "$h_2$", "$p$")):
        label(axes, 2 + 4.3 * layer, 9.2, name, BLUE if layer else GREY, fontsize=12)
        label(axes, 3 + 4.3 * layer, 9.2, f"({sizes[layer]},)", GREY)
    return figure


FIGURES = {"standardized": standardized, "layers": layers}
