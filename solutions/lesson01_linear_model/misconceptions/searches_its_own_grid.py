"""Believes that the slopes to try are always 0.0, 0.1, ... 4.0.

expect: test_losses_stand_in_the_order_of_ws, test_first_w_wins_a_tie, test_best_w_may_be_the_last, test_best_w_when_every_loss_is_large, test_grid_of_one_w, test_grid_search_on_tensors, test_grid_search_on_arrays
says: You searched a grid of your own. The slopes to try are the ones in ws.
says_zh: 你搜索的是自己写的网格。要试的斜率都在参数 ws 里。
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
    slopes = [step / 10 for step in range(41)]
    losses = [float(mse(xs, ys, w)) for w in slopes]
    return slopes[losses.index(min(losses))], losses


def forward_with_bias(x: Number, w: Number, b: Number) -> Number:
    """Predict y for the input x with the line y = w * x + b."""
    return forward(x, w) + b


def loss_surface(xs: Array, ys: Array, ws: Array, bs: Array) -> Array:
    """Compute the mean squared error at each bias (row) and slope (column)."""
    predictions = forward_with_bias(xs[:, None, None], ws, bs[:, None])
    return ((predictions - ys[:, None, None]) ** 2).mean(0)
