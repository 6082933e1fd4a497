"""What the drawings share: colours, a sheet of squared paper, tables of numbers, arrows.

A drawing is a function from the lesson's solution to a figure. No words in it but names of code and symbols, which both
languages share; float64 throughout, so that the same picture has the same bytes on another processor.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

# Told apart by colour-blind eyes, and dark enough for text on white.
BLUE, RED, GREEN, GREY, INK = "#0072B2", "#C04A00", "#007A5A", "#777777", "#333333"
PALE_BLUE, PALE_RED, PALE_GREEN, PALE = "#D3E8F5", "#FBE0CE", "#D2EDE3", "#EEEEEE"


def number(value: float) -> str:
    """The number as short as it goes, with a minus sign as long as a plus."""
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")


def sheet(width: float, height: float, unit: float = 0.36) -> tuple[Figure, Axes]:
    """Squared paper without a frame: (0, 0) is the top left corner, a square is `unit` inches wide."""
    figure = Figure(figsize=(width * unit, height * unit))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    return figure, axes


def cell(axes: Axes, x: float, y: float, text: str = "", fill: str = "white", ink: str = INK, **box: Any) -> None:
    """One square whose top left corner is (x, y), with a short text in it."""
    box = {"edgecolor": GREY, "linewidth": 0.8} | box
    axes.add_patch(Rectangle((x, y), 1, 1, facecolor=fill, **box))
    axes.text(x + 0.5, y + 0.53, text, ha="center", va="center", color=ink)


def table(axes: Axes, x: float, y: float, values: Any, fill: str = "white", ink: str = INK, **box: Any) -> None:
    """A square for each number of a 2-D `values`, from (x, y) on."""
    for (row, column), value in np.ndenumerate(np.asarray(values)):
        cell(axes, x + column, y + row, number(value), fill, ink, **box)


def frame(axes: Axes, x: float, y: float, width: float, height: float, colour: str) -> None:
    """A thick frame without a filling."""
    axes.add_patch(Rectangle((x, y), width, height, fill=False, edgecolor=colour, linewidth=2.2, zorder=3))


def label(axes: Axes, x: float, y: float, text: str, colour: str = INK, **font: Any) -> None:
    """A text centred on (x, y)."""
    axes.text(x, y, text, **({"ha": "center", "va": "center", "color": colour} | font))


def arrow(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], colour: str = GREY, bend: float = 0
) -> None:
    """An arrow; `bend` is how far it swings to one side."""
    style = f"arc3,rad={bend}"
    axes.add_patch(
        FancyArrowPatch(
            start, end, arrowstyle="-|>", mutation_scale=11, color=colour, linewidth=1.4, connectionstyle=style,
            shrinkA=0, shrinkB=0,
        )
    )  # fmt: skip
