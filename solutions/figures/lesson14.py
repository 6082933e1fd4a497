"""Figures of lesson 14: a vote that changes with k; the share of right answers on rows remembered and held out."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, GREY, INK, RED
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from torch import Tensor


def vote(lesson: ModuleType) -> Figure:
    """One query, the points around it, and a ring around those that vote."""
    query = torch.tensor([[0.0, 0.0]], dtype=torch.float64)
    points = [[0.5, 0.3], [-0.7, 0.55], [0.2, -1.05], [-1.4, -0.5], [1.3, 0.9], [2.3, 0.2], [-2.2, 0.9], [2.0, -1.1]]
    X, y = torch.tensor(points, dtype=torch.float64), torch.tensor([1, 0, 0, 1, 1, 0, 0, 1])
    far = lesson.distances(query, X)[0].sort().values
    figure = Figure(figsize=(5.6, 3.9), layout="constrained")
    axes = figure.subplots()
    for k in (1, 3, 5):
        model = lesson.KNN(k)
        model.fit(X, y)
        colour = (BLUE, RED)[int(model.predict(query)[0])]
        radius = float(far[k - 1] + far[k]) / 2
        axes.add_patch(Circle((0, 0), radius, fill=False, edgecolor=colour, linewidth=1.6))
        axes.text(0.71 * radius, 0.71 * radius + 0.04, f"$k={k}$", color=colour, va="bottom")
    for label, colour, mark in ((0, BLUE, "o"), (1, RED, "s")):
        axes.plot(*X[y == label].T, mark, color=colour, markersize=8)
    axes.plot(0, 0, "x", color=INK, markersize=10, markeredgewidth=2.4)
    axes.set(xlim=(-3.2, 3.2), ylim=(-2.05, 2.05), aspect="equal")
    axes.axis("off")
    return figure


def shares(lesson: ModuleType, X: Tensor, y: Tensor, ks: list[int]) -> tuple[list[float], list[float]]:
    """Of the remembered rows and of the rows held out, the share that each k reads rightly."""
    remembered, held_out = torch.arange(len(X)) % 2 == 0, torch.arange(len(X)) % 2 == 1
    found: tuple[list[float], list[float]] = ([], [])
    for k in ks:
        model = lesson.KNN(k)
        model.fit(X[remembered], y[remembered])
        for share, rows in zip(found, (remembered, held_out), strict=True):
            share.append((model.predict(X[rows]) == y[rows]).double().mean().item())
    return found


def held_out(lesson: ModuleType) -> Figure:
    """Two classes side by side, a fifth of the labels wrong; what k makes of them."""
    generator = torch.Generator().manual_seed(4)
    X = torch.rand(1000, 2, generator=generator, dtype=torch.float64)
    wrong = torch.rand(1000, generator=generator, dtype=torch.float64) < 0.2
    y = (X[:, 0] + 0.25 * torch.sin(6 * X[:, 1]) > 0.5).long() ^ wrong.long()
    ks = [1, 3, 5, 7, 9, 13, 19, 27, 39, 57, 83, 121, 177, 259, 379, 499]
    on_remembered, on_held_out = shares(lesson, X, y, ks)
    figure = Figure(figsize=(5.4, 2.8), layout="constrained")
    axes = figure.subplots()
    axes.plot(ks, on_remembered, color=GREY)
    axes.plot(ks, on_held_out, color=BLUE)
    axes.plot(1, on_remembered[0], "o", color=GREY)
    axes.plot(1, on_held_out[0], "o", color=BLUE)
    axes.set(xlabel="$k$", xscale="log", ylim=(0.45, 1.05))
    axes.set_xticks([1, 3, 9, 27, 83, 259, 499], ["1", "3", "9", "27", "83", "259", "499"])
    axes.minorticks_off()
    return figure


FIGURES = {"vote": vote, "held_out": held_out}
