"""Figures of lesson 11: the activations beside their slopes, first the S curves, then the kinds of ReLU."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, GREEN, GREY, RED
from matplotlib.axes import Axes
from matplotlib.figure import Figure

X = torch.linspace(-4, 4, 161, dtype=torch.float64)
SHOWN = {"sigmoid": BLUE, "tanh": RED, "relu": BLUE, "elu": RED, "gelu": GREEN}


def pair() -> tuple[Figure, Axes, Axes]:
    """Two frames side by side: values on the left, slopes on the right."""
    figure = Figure(figsize=(7.2, 2.7), layout="constrained")
    values, slopes = figure.subplots(1, 2)
    for axes in (values, slopes):
        axes.axhline(0, color=GREY, linewidth=0.8, linestyle=":")
        axes.axvline(0, color=GREY, linewidth=0.8, linestyle=":")
        axes.set(xlabel="$x$", xlim=(-4, 4))
    slopes.axhline(1, color=GREY, linewidth=0.8, linestyle=":")
    return figure, values, slopes


def curve(lesson: ModuleType, axes: Axes, name: str, owner: str, place: tuple[float, float]) -> None:
    """The graph of one of the lesson's functions, in its owner's colour, with its name beside it."""
    axes.plot(X, getattr(lesson, name)(X), color=SHOWN[owner])
    axes.text(*place, name, color=SHOWN[owner], fontsize=9, family="monospace")


def s_curves(lesson: ModuleType) -> Figure:
    """The sigmoid and tanh; where they are flat, nothing is left to learn from."""
    figure, values, slopes = pair()
    curve(lesson, values, "sigmoid", "sigmoid", (1.5, 0.62))
    curve(lesson, values, "tanh", "tanh", (-0.6, -0.85))
    curve(lesson, slopes, "sigmoid_gradient", "sigmoid", (-3.9, 0.3))
    curve(lesson, slopes, "tanh_gradient", "tanh", (0.75, 0.66))
    values.set(yticks=[-1, 0, 0.5, 1])
    slopes.set(yticks=[0, 0.25, 1])
    return figure


def corners(lesson: ModuleType) -> Figure:
    """ReLU with its corner, ELU and GELU without one (slope of ELU continuous for alpha 1)."""
    figure, values, slopes = pair()
    for name, place in (("relu", (1.0, 2.4)), ("elu", (-3.4, -0.8)), ("gelu", (-1.9, 0.3))):
        curve(lesson, values, name, name, place)
    places = (("relu", (0.25, 0.1)), ("elu", (-3.9, 0.38)), ("gelu", (1.2, 1.17)))
    for name, place in places:
        curve(lesson, slopes, f"{name}_gradient", name, place)
    slopes.set(yticks=[0, 0.5, 1], ylim=(-0.2, 1.3))
    return figure


FIGURES = {"s_curves": s_curves, "corners": corners}
