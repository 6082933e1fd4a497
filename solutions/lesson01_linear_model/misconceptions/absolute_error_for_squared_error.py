"""Believes that dropping the sign of the error is enough.

expect: test_loss_is_the_squared_error, test_loss_is_the_same_above_and_below_the_line, test_loss_of_tensors, test_loss_of_arrays
says: Your loss is the absolute error: an error of 4 costs 4. The squared error makes it cost 16.
says_zh: 你算的是绝对误差：误差为 4 时损失是 4。平方误差下它应当是 16。
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
    return abs(forward(x, w) - y)


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
    predictions = forward_with_bias(xs[:, None, None], ws, bs[:, None])
    return ((predictions - ys[:, None, None]) ** 2).mean(0)
