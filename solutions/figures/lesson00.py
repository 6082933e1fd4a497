"""Figures of lesson 00: which direction dim takes away; how a column and a row become a table."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, GREEN, GREY, PALE, PALE_BLUE, PALE_GREEN, PALE_RED, RED, arrow, label, sheet, table
from matplotlib.figure import Figure


def dim(lesson: ModuleType) -> Figure:
    """A table, the means of its rows beside it and the means of its columns below it."""
    x = torch.tensor([[1.0, 2.0, 6.0], [4.0, 4.0, 4.0]], dtype=torch.float64)
    across, down = lesson.row_stats(x)[0], lesson.row_stats(x.T)[0]
    figure, axes = sheet(13.6, 6)
    table(axes, 2.5, 0.5, x, PALE)
    label(axes, 2.1, 1.5, "(2, 3)", GREY, ha="right")
    for row in range(2):
        arrow(axes, (5.7, 1 + row), (7.2, 1 + row), BLUE)
    table(axes, 7.4, 0.5, across[:, None], PALE_BLUE)
    label(axes, 8.8, 1.5, "mean(dim=1)   (2,)", BLUE, ha="left")
    for column in range(3):
        arrow(axes, (3 + column, 2.7), (3 + column, 4.2), RED)
    table(axes, 2.5, 4.4, down[None], PALE_RED)
    label(axes, 5.9, 4.9, "mean(dim=0)   (3,)", RED, ha="left")
    return figure


def broadcasting(lesson: ModuleType) -> Figure:
    """A column and a row, both stretched, and the table of their sums."""
    a, b = torch.tensor([10.0, 20.0], dtype=torch.float64), torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64)
    figure, axes = sheet(14.6, 3.6)
    ghost = {"ink": "#999999", "linestyle": (0, (2, 2))}
    table(axes, 0.6, 0.5, a.expand(3, 2).T, **ghost)
    table(axes, 0.6, 0.5, a[:, None], PALE_BLUE)
    table(axes, 5.8, 0.5, b.expand(2, 3), **ghost)
    table(axes, 5.8, 0.5, b[None], PALE_RED)
    table(axes, 11, 0.5, lesson.pairwise_sums(a, b), PALE_GREEN)
    for x, sign in ((4.7, "+"), (9.9, "=")):
        label(axes, x, 1.5, sign, fontsize=15)
    for x, shape, colour in ((2.1, "(2, 1)", BLUE), (7.3, "(3,)", RED), (12.5, "(2, 3)", GREEN)):
        label(axes, x, 3.05, shape, colour)
    return figure


FIGURES = {"dim": dim, "broadcasting": broadcasting}
