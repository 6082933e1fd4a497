"""Believes that *= and -= make a new array inside a function.

expect: test_mse_leaves_its_data_alone, test_best_w_lies_on_the_line, test_losses_stand_in_the_order_of_ws, test_first_w_wins_a_tie, test_best_w_may_be_the_last, test_best_w_when_every_loss_is_large, test_grid_search_on_tensors, test_grid_search_on_arrays
says: Your mse changed the caller's xs. In-place operators write into the array that was passed in; the next call then gets spoiled data.
says_zh: 你的 mse 改动了调用者的 xs。*=、-= 这类原地运算会直接写进传进来的数组，下一次调用拿到的数据就已经变了。
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
    xs *= w
    xs -= ys
    return (xs**2).mean()


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
    predictions = forward_with_bias(xs[:, None, None], ws, bs[:, None])
    return ((predictions - ys[:, None, None]) ** 2).mean(0)
