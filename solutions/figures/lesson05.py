"""Figures of lesson 05: the sigmoid with its slope; what a probability costs."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, GREY, INK, RED
from matplotlib.figure import Figure


def sigmoid(lesson: ModuleType) -> Figure:
    """The sigmoid and its slope."""
    z = torch.linspace(-6, 6, 121, dtype=torch.float64)
    p = lesson.sigmoid(z)
    figure = Figure(figsize=(5.6, 2.8), layout="constrained")
    axes = figure.subplots()
    axes.axhline(1, color=GREY, linewidth=0.8, linestyle=":")
    axes.axvline(0, color=GREY, linewidth=0.8, linestyle=":")
    axes.plot(z, p, color=BLUE)
    axes.text(2.3, 0.78, r"$\sigma(z)$", color=BLUE, fontsize=12)
    axes.plot(z, p * (1 - p), color=RED)
    axes.text(2, 0.16, r"$\sigma(z)\,(1-\sigma(z))$", color=RED, fontsize=12)
    for value in (-1.0986122886681098, 0.0, 1.0986122886681098):
        height = float(lesson.sigmoid(torch.tensor(value, dtype=torch.float64)))
        axes.plot(value, height, "o", color=BLUE)
        axes.text(value - 0.25, height + 0.02, f"{height:.2f}", color=INK, ha="right")
    ticks = {-6: "$-6$", -3: "$-3$", -1.0986: r"$-\ln 3$", 0: "$0$", 1.0986: r"$\ln 3$", 3: "$3$", 6: "$6$"}
    axes.set(xlabel="$z$", xlim=(-6, 6), ylim=(0, 1.08), yticks=[0, 0.25, 0.5, 0.75, 1])
    axes.set_xticks(list(ticks), list(ticks.values()))
    return figure


def bce(lesson: ModuleType) -> Figure:
    """The loss of a probability for both classes."""
    p = torch.linspace(0.005, 0.995, 199, dtype=torch.float64)
    figure = Figure(figsize=(5, 2.8), layout="constrained")
    axes = figure.subplots()
    for target, colour, x in ((1.0, BLUE, 0.13), (0.0, RED, 0.87)):
        axes.plot(p, lesson.bce(p, torch.full_like(p, target), reduction="none"), color=colour)
        axes.text(x, 3.2, f"$y={target:g}$", color=colour, ha="center")
    half = torch.tensor([0.5], dtype=torch.float64)
    axes.plot(0.5, float(lesson.bce(half, half)), "o", color=INK)
    axes.text(0.5, 0.95, r"$\ln 2$", color=INK, ha="center")
    axes.set(xlabel="$p$", ylabel=r"$\ell(p, y)$", xlim=(0, 1), ylim=(0, 5))
    return figure


FIGURES = {"sigmoid": sigmoid, "bce": bce}
