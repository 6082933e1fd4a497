"""Figure of lesson 04: the residuals of a line that is about right, and of the best line."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, INK, PALE_RED, RED
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

X = torch.tensor([[0.5], [1.6], [2.6], [3.6]], dtype=torch.float64)
Y = torch.tensor([[0.9], [2.2], [2.0], [3.4]], dtype=torch.float64)


def residuals(lesson: ModuleType) -> Figure:
    """The squared errors as squares: left a line of our own, right the one of the closed form."""
    figure = Figure(figsize=(6.4, 3.2), layout="constrained")
    best_w, best_b = lesson.closed_form(X, Y)
    own = torch.tensor([[0.3]], dtype=torch.float64), torch.tensor([1.5], dtype=torch.float64)
    for axes, (w, b) in zip(figure.subplots(1, 2), (own, (best_w, best_b.reshape(1))), strict=True):
        ends = torch.tensor([[0.0], [4.4]], dtype=torch.float64)
        y_hat = lesson.linreg(X, w, b)
        axes.plot(ends, lesson.linreg(ends, w, b), color=BLUE)
        for x, y, guess in torch.cat([X, Y, y_hat], dim=1).tolist():
            side = abs(guess - y)
            square = Rectangle((x, min(y, guess)), side, side, facecolor=PALE_RED, edgecolor=RED, linewidth=0.8)
            axes.add_patch(square)
            axes.vlines(x, *sorted((y, guess)), color=RED)
        axes.plot(X, Y, "o", color=INK)
        loss = float(lesson.squared_loss(y_hat, Y).mean())
        axes.text(0.15, 4, rf"$w={float(w):.2f}\quad b={float(b):.2f}\quad\overline{{\ell}}={loss:.2f}$", color=INK)
        axes.set(
            xlim=(0, 4.6), ylim=(0, 4.4), aspect="equal", xlabel="$x$", ylabel="$y$", xticks=range(5), yticks=range(5)
        )
    return figure


FIGURES = {"residuals": residuals}
