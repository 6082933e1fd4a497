"""Believes that the running loss may be set to zero once, before the first slope.

expect: test_best_w_lies_on_the_line, test_losses_stand_in_the_order_of_ws, test_first_w_wins_a_tie, test_best_w_may_be_the_last, test_best_w_when_every_loss_is_large, test_grid_search_on_tensors, test_grid_search_on_arrays
says: Each of your losses contains the losses of the slopes before it. Where must the running sum go back to zero?
says_zh: 你的每个损失里都混进了前面那些斜率的损失。累加量应该在哪里重新归零？
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
    total, losses = 0.0, []
    for w in ws:
        for x, y in zip(xs, ys, strict=True):
            total += float(loss(x, y, w)) / len(xs)
        losses.append(total)
    return ws[losses.index(min(losses))], losses


def forward_with_bias(x: Number, w: Number, b: Number) -> Number:
    """Predict y for the input x with the line y = w * x + b."""
    return forward(x, w) + b


def loss_surface(xs: Array, ys: Array, ws: Array, bs: Array) -> Array:
    """Compute the mean squared error at each bias (row) and slope (column)."""
    predictions = forward_with_bias(xs[:, None, None], ws, bs[:, None])
    return ((predictions - ys[:, None, None]) ** 2).mean(0)
