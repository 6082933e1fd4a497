"""Figures of lesson 19: how a gradient fares on its way back through the steps; chances at three temperatures."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, GREEN, GREY, RED
from matplotlib.figure import Figure

STEPS = 30


def back(lesson: ModuleType) -> Figure:
    """The length of the gradient after each step back, for three sizes of Wh: times 0.7, 1 and 1.3 a rotation."""
    k, f64 = 8, torch.float64
    generator = torch.Generator().manual_seed(4)
    turn = torch.linalg.qr(torch.randn(k, k, generator=generator, dtype=f64)).Q
    Wx, b, x = torch.zeros(1, k, dtype=f64), torch.zeros(k, dtype=f64), torch.zeros(1, 1, dtype=f64)
    figure = Figure(figsize=(5.2, 2.6), layout="constrained")
    axes = figure.subplots()
    for size, colour in ((0.7, BLUE), (1.0, GREEN), (1.3, RED)):
        Wh = size * turn
        h = torch.full((1, k), 1e-6, dtype=f64)
        states = [h]
        for _ in range(STEPS):
            states.append(lesson.rnn_cell(x, states[-1], Wx, Wh, b))
        gradient, lengths = torch.ones(1, k, dtype=f64) / k**0.5, [1.0]
        for state in reversed(states[:-1]):
            gradient = lesson.cell_gradients(x, state, Wx, Wh, b, gradient)["h"]
            lengths.append(gradient.norm().item())
        axes.semilogy(range(STEPS + 1), lengths, color=colour)
        axes.text(STEPS + 0.5, lengths[-1], f"${size:g}$", color=colour, va="center")
    axes.axhline(1, color=GREY, linewidth=0.6, zorder=0)
    axes.set(xlabel="$T - t$", ylabel=r"$\|\partial L / \partial h_t\|$", xlim=(0, STEPS + 3))
    return figure


def temperature(lesson: ModuleType) -> Figure:
    """The same five logits at three temperatures."""
    logits = torch.tensor([2.0, 1.0, 0.5, 0.0, -1.0], dtype=torch.float64)
    figure = Figure(figsize=(6.2, 2.1), layout="constrained")
    for axes, value, colour in zip(
        figure.subplots(1, 3, sharey=True), (0.3, 1.0, 3.0), (BLUE, GREEN, RED), strict=True
    ):
        bars = lesson.probabilities(logits, value).tolist()
        axes.bar(range(5), bars, color=colour)
        for place, height in enumerate(bars):
            axes.text(place, height + 0.02, f"{height:.2f}", ha="center", fontsize=8)
        axes.set_title(rf"$\tau = {value:g}$", color=colour, fontsize=10)
        axes.set(xticks=range(5), xticklabels=list("abcde"), ylim=(0, 1.1), yticks=[0, 0.5, 1])
    return figure


FIGURES = {"back": back, "temperature": temperature}
