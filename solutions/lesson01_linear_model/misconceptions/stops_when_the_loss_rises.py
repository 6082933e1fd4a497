"""Believes that the loss falls and then rises along ws, so that the search may stop early.

expect: test_losses_stand_in_the_order_of_ws, test_best_w_may_be_the_last, test_grid_search_on_tensors, test_grid_search_on_arrays
says: Your search stopped at the first slope that was worse than the one before. ws may stand in any order; try them all.
says_zh: 一遇到比前一个更差的斜率，你的搜索就停了。ws 的顺序可以是任意的，要全部试一遍。
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
    best_w, losses = ws[0], []
    for w in ws:
        value = float(mse(xs, ys, w))
        if losses and value > losses[-1]:
            break
        if not losses or value < min(losses):
            best_w = w
        losses.append(value)
    return best_w, losses


def forward_with_bias(x: Number, w: Number, b: Number) -> Number:
    """Predict y for the input x with the line y = w * x + b."""
    return forward(x, w) + b


def loss_surface(xs: Array, ys: Array, ws: Array, bs: Array) -> Array:
    """Compute the mean squared error at each bias (row) and slope (column)."""
    predictions = forward_with_bias(xs[:, None, None], ws, bs[:, None])
    return ((predictions - ys[:, None, None]) ** 2).mean(0)
