"""Matrices as pictures for a scorecard: sixteen shades, so that they show where a mistake lies and no value can be read off."""

from __future__ import annotations

import torch

from grader.scorecard import Comparison, Misread, Shown

__all__ = ["compared", "misread", "shown"]

SHADES = 16
LARGEST = 28  # rows or columns


def compared(got: torch.Tensor, expected: torch.Tensor, right: torch.Tensor) -> Comparison | None:
    """Both as pictures of the same scale. right: bool, where `got` is as expected; all three have one shape.

    None for anything but a matrix of up to 28 x 28 (dimensions of 1 aside), and for one of at most 16 different values: its
    shades would tell them all.
    """
    wanted, came, wrong = (tensor.detach().cpu().squeeze() for tensor in (expected, got, ~right))
    wanted, came = wanted.to(torch.float64), came.to(torch.float64)
    finite = wanted[torch.isfinite(wanted)]
    if wanted.ndim != 2 or max(wanted.shape) > LARGEST or len(set(finite.tolist())) <= SHADES:
        return None
    low, high = float(finite.min()), float(finite.max())
    came = torch.where(wrong, came, wanted)  # what is right but for rounding has the shade of what was expected
    return Comparison(
        columns=wanted.shape[1],
        expected=_shades(wanted, low, high),
        yours=_shades(came, low, high),
        wrong="".join("01"[int(cell)] for cell in wrong.flatten()),
    )


def shown(matrix: torch.Tensor) -> Shown:
    """matrix: (rows, columns), finite, at most 28 x 28. Raises ValueError for any other."""
    if matrix.ndim != 2 or not matrix.numel() or max(matrix.shape) > LARGEST or not matrix.isfinite().all():
        raise ValueError(
            f"a finite matrix of at most {LARGEST} x {LARGEST} can be drawn, not one of {tuple(matrix.shape)}"
        )
    cells = matrix.detach().cpu().to(torch.float64)
    return Shown(columns=matrix.shape[1], shades=_shades(cells, float(cells.min()), float(cells.max())))


def misread(image: torch.Tensor, label: int, answer: int) -> Misread:
    """image: (1, height, width), any scale. answer: the class that the network named, -1 for none."""
    pixels = image.detach().cpu().to(torch.float64)[0]
    low, high = float(pixels.min()), float(pixels.max())
    return Misread(label=label, answer=answer, columns=pixels.shape[1], shades=_shades(pixels, low, high))


def _shades(cells: torch.Tensor, low: float, high: float) -> str:
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
