"""Matrices as pictures for a scorecard: sixteen shades, so that they show where a mistake lies and no value can be read off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from grader.judge.checks.numbers import numbers_of
from grader.scorecard import Comparison, Misread, Shown

if TYPE_CHECKING:
    import torch

__all__ = ["compared", "misread", "shown"]

SHADES = 16
LARGEST = 28  # rows or columns


def compared(
    got: torch.Tensor | np.ndarray, expected: torch.Tensor | np.ndarray, right: np.ndarray
) -> Comparison | None:
    """Both as pictures of the same scale. right: bool, where `got` is as expected; all three have one shape.

    None for anything but a matrix of up to 28 x 28 (dimensions of 1 aside), and for one of at most 16 different values: its
    shades would tell them all.
    """
    wanted, came, wrong = (each.squeeze() for each in (numbers_of(expected), numbers_of(got), ~right))
    finite = wanted[np.isfinite(wanted)]
    if wanted.ndim != 2 or max(wanted.shape) > LARGEST or len(set(finite.tolist())) <= SHADES:
        return None
    low, high = float(finite.min()), float(finite.max())
    came = np.where(wrong, came, wanted)  # what is right but for rounding has the shade of what was expected
    return Comparison(
        columns=wanted.shape[1],
        expected=_shades(wanted, low, high),
        yours=_shades(came, low, high),
        wrong="".join("01"[int(cell)] for cell in wrong.flatten()),
    )


def shown(matrix: torch.Tensor | np.ndarray) -> Shown:
    """matrix: (rows, columns), finite, at most 28 x 28. Raises ValueError for any other."""
    cells = numbers_of(matrix)
    if cells.ndim != 2 or not cells.size or max(cells.shape) > LARGEST or not np.isfinite(cells).all():
        raise ValueError(
            f"a finite matrix of at most {LARGEST} x {LARGEST} can be drawn, not one of {tuple(matrix.shape)}"
        )
    return Shown(columns=matrix.shape[1], shades=_shades(cells, float(cells.min()), float(cells.max())))


def misread(image: torch.Tensor, label: int, answer: int) -> Misread:
    """image: (1, height, width), any scale. answer: the class that the network named, -1 for none."""
    pixels = numbers_of(image)[0]
    low, high = float(pixels.min()), float(pixels.max())
    return Misread(label=label, answer=answer, columns=pixels.shape[1], shades=_shades(pixels, low, high))


def _shades(cells: np.ndarray, low: float, high: float) -> str:
    """A character a cell: 0 to f, - below and + above, n for NaN."""
    # Halves first: the difference of two finite floats may be infinite.
    span = high / 2 - low / 2
    return "".join(_shade(cell, low, high, span) for cell in cells.flatten().tolist())


def _shade(cell: float, low: float, high: float, span: float) -> str:
    if cell != cell:
        return "n"
    if not low <= cell <= high:
        return "-" if cell < low else "+"
    return f"{min(SHADES - 1, int(SHADES * ((cell / 2 - low / 2) / span))):x}" if span else "0"
