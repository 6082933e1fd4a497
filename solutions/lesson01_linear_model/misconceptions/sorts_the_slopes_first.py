"""Believes that a grid must be in order before it can be searched.

expect: test_losses_stand_in_the_order_of_ws, test_first_w_wins_a_tie, test_grid_search_on_tensors, test_grid_search_on_arrays
says: You sorted ws, so your losses no longer stand beside the slopes that the caller passed. A search by trying everything needs no order.
says_zh: 你把 ws 排了序，损失就和调用者传入的斜率对不上了。穷举并不需要排序。
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
    order = sorted(float(w) for w in ws)
    losses = [float(mse(xs, ys, w)) for w in order]
    return order[losses.index(min(losses))], losses


def forward_with_bias(x: Number, w: Number, b: Number) -> Number:
    """Predict y for the input x with the line y = w * x + b."""
    return forward(x, w) + b


def loss_surface(xs: Array, ys: Array, ws: Array, bs: Array) -> Array:
    """Compute the mean squared error at each bias (row) and slope (column)."""
    predictions = forward_with_bias(xs[:, None, None], ws, bs[:, None])
    return ((predictions - ys[:, None, None]) ** 2).mean(0)
