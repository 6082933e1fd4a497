"""Figures of lesson 18: how sure an accuracy is, by the number of passengers asked about."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, GREY, RED
from matplotlib.figure import Figure


def error(lesson: ModuleType) -> Figure:
    """80 percent right of 50 to 900 passengers, with the standard error to each side, beside the baseline of 0.616."""
    sizes = list(range(50, 901, 50))
    found = [lesson.accuracy_with_error((torch.arange(n) < n * 4 // 5).float(), torch.ones(n)) for n in sizes]
    figure = Figure(figsize=(5.2, 2.5), layout="constrained")
    axes = figure.subplots()
    axes.errorbar(
        sizes, [a for a, _ in found], yerr=[e for _, e in found], fmt="o", color=BLUE, markersize=4, capsize=3
    )
    axes.axhline(549 / 891, color=RED, linewidth=1.2)
    axes.text(905, 549 / 891 - 0.006, "baseline_accuracy", color=RED, ha="right", va="top")
    axes.axhline(0.8, color=GREY, linewidth=0.6, zorder=0)
    axes.set(xlabel="$n$", ylabel="$a$", ylim=(0.56, 0.9), xlim=(0, 930))
    return figure


FIGURES = {"error": error}
