"""Believes that a name in a loop adds up by itself.

expect: test_mse_of_four_samples, test_mse_does_not_grow_with_the_sample, test_mse_of_tensors, test_mse_of_arrays, test_mse_leaves_its_data_alone, test_losses_stand_in_the_order_of_ws, test_grid_of_one_w, test_grid_search_on_tensors, test_grid_search_on_arrays
says: Only the last sample counts in your mse: each turn of the loop replaces the value of the turn before. What should happen to the old value?
says_zh: 你的 mse 里只有最后一个样本起作用：每次循环都把上一次的值覆盖了。旧的值应该怎么办？
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
    total = 0.0
    for x, y in zip(xs, ys, strict=True):
        total = loss(x, y, w)
    return total


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
