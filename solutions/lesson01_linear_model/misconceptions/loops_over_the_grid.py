"""Believes that two loops over the grid are as good as one array expression.

expect: test_surface_of_a_large_grid_in_time
says: You visit the grid points one by one in Python; on a large grid that takes minutes. Let broadcasting compute them all at once.
says_zh: 你用 Python 循环逐个计算网格点，网格一大就要几分钟。让广播一次把它们全算出来。
"""

import numpy as np
import torch

Array = np.ndarray | torch.Tensor
Number = float | np.ndarray | torch.Tensor


def forward(x: Number, w: Number) -> Number:
    """Predict y for the input x with the line y = w * x."""
    return x * w


def loss(x: Number, y: Number, w: Number) -> Number:
    """Measure how wrong the line is at one sample."""
    return (forward(x, w) - y) ** 2


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples."""
    return ((forward(xs, w) - ys) ** 2).mean()


def grid_search(xs: Array, ys: Array, ws: Array) -> tuple[Number, list[float]]:
    """Try every slope in ws and keep the one with the smallest mean squared error."""
    losses = [float(mse(xs, ys, w)) for w in ws]
    best = losses.index(min(losses))
    return ws[best], losses


def forward_with_bias(x: Number, w: Number, b: Number) -> Number:
    """Predict y for the input x with the line y = w * x + b."""
    return forward(x, w) + b


def loss_surface(xs: Array, ys: Array, ws: Array, bs: Array) -> Array:
    """Compute the mean squared error at each bias (row) and slope (column)."""
    surface = torch.zeros(len(bs), len(ws), dtype=torch.float64)
    for i in range(len(bs)):
        for j in range(len(ws)):
            errors = forward_with_bias(xs, ws[j], bs[i]) - ys
            surface[i, j] = float((errors**2).mean())
    return surface
