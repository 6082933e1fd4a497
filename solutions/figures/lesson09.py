"""Figures of lesson 09: a kernel that slides, padding and stride, what two kernels see in a seven."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import torch
from drawing import BLUE, GREEN, GREY, INK, PALE, PALE_BLUE, PALE_GREEN, RED, cell, frame, label, sheet, table
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from torch import Tensor


def numbers(rows: list[list[float]]) -> Tensor:
    return torch.tensor(rows, dtype=torch.float64)


def sliding(lesson: ModuleType) -> Figure:
    """The example of task 1: the window in each of its four places, and the number that it gives."""
    X, K = numbers([[1, 2, 0], [0, 1, 3], [2, 0, 1]]), numbers([[1, 0], [2, 1]])
    figure, axes = sheet(17.5, 8)
    table(axes, 0.5, 2.5, K, PALE_BLUE, BLUE)
    label(axes, 1.5, 5, "$K$", BLUE)
    for (i, j), value in np.ndenumerate(lesson.corr2d(X, K).numpy()):
        x, y = 4 + 7 * j, 0.5 + 4 * i
        for (row, column), pixel in np.ndenumerate(X.numpy()):
            a, b = row - i, column - j  # where the pixel lies under the kernel
            if a in (0, 1) and b in (0, 1):
                cell(axes, x + column, y + row, fill=PALE_BLUE)
                label(axes, x + column + 0.36, y + row + 0.4, f"{pixel:g}")
                label(axes, x + column + 0.68, y + row + 0.76, f"×{K[a, b]:g}", BLUE, fontsize=8)
            else:
                cell(axes, x + column, y + row, f"{pixel:g}")
        frame(axes, x + j, y + i, 2, 2, BLUE)
        label(axes, x + 3.5, y + 1.5, "=")
        for row, column in np.ndindex(2, 2):
            cell(axes, x + 4 + column, y + 0.5 + row)
        cell(axes, x + 4 + j, y + 0.5 + i, f"{value:g}", PALE_GREEN, GREEN)
    return figure


def line(axes: Axes, lesson: ModuleType, y: float, w: int, p: int, s: int) -> float:
    """A line of w pixels with padding p, and below it each window of 3 pixels; returns the next line's place."""
    f, left = 3, 2 - p
    for place in range(w + 2 * p):
        inside = p <= place < w + p
        cell(axes, left + place, y, "" if inside else "0", PALE if inside else "white", GREY)
    size = lesson.output_size(w, f, p, s)
    for window in range(size + 1):
        start = left + window * s
        fits = {"color": BLUE, "linewidth": 3} if window < size else {"color": RED, "linewidth": 1.5, "linestyles": ":"}
        axes.hlines(y + 1.4 + 0.4 * window, start + 0.1, start + f - 0.1, **fits)
    label(axes, 12, y + 0.5, f"output_size({w}, {f}, p={p}, s={s})   =   {size}", BLUE, ha="left")
    return y + 2.4 + 0.4 * size


def places(lesson: ModuleType) -> Figure:
    """Where a window of three starts on seven or eight pixels."""
    figure, axes = sheet(22, 17, unit=0.28)
    y = 0.5
    for w, p, s in ((7, 0, 1), (7, 1, 1), (7, 0, 2), (8, 0, 2)):
        y = line(axes, lesson, y, w, p, s)
    return figure


def seven(lesson: ModuleType) -> Figure:
    """The seven of the handout and its two feature maps, in which the seven itself is grey."""
    image = torch.zeros(6, 6, dtype=torch.float64)
    image[1, 1:5] = 1
    image[2, 4] = image[3, 3] = image[4, 2] = image[5, 2] = 1
    figure, axes = sheet(21.5, 7.7, unit=0.3)
    pictures = (image, *lesson.digit_seven_features(image))
    for x, values, (name, middle, strong) in zip((0.5, 7.75, 15), pictures, PICTURES, strict=True):
        for (row, column), value in np.ndenumerate(values.numpy()):
            ground = "#DDDDDD" if image[row, column] else "white"
            text, fill, ink = (
                ("", ground, GREY) if value == 0 else ("1", middle, INK) if value == 1 else ("2", strong, "white")
            )
            cell(axes, x + column, row + 0.5, text, fill, ink)
        label(axes, x + 3, 7.1, name, strong)
    return figure


# What each picture is called and the colours of 1 and of 2 in it.
PICTURES = (("image", "#DDDDDD", INK), ("vertical", "#A9D3EC", BLUE), ("horizontal", "#F6C3A2", RED))
FIGURES = {"sliding": sliding, "places": places, "seven": seven}
