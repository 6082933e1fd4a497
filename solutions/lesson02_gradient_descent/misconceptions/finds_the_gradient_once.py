"""Believes that the gradient is a property of the data and does not change with w.

expect: test_batch_w_after_several_epochs, test_batch_costs_are_taken_before_each_update,
  test_batch_descent_goes_on_when_the_cost_rises, test_batch_descent_reaches_the_least_squares_w
says: You found the gradient once, before the loop. It depends on w, and w moves.
says_zh: 你只在循环外求了一次梯度。梯度与 w 有关，而 w 一直在变。
"""

import numpy as np
from torch import Tensor

Values = np.ndarray | Tensor
Scalar = float | np.ndarray | Tensor


def cost(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Mean squared error of the line x * w."""
    errors = xs * w - ys
    return (errors**2).mean()


def gradient(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Slope of the cost at w."""
    errors = xs * w - ys
    return (2 * xs * errors).mean()


def batch_descent(xs: Values, ys: Values, w: Scalar, lr: float, epochs: int) -> tuple[Scalar, list[float]]:
    """One update an epoch; (w, costs)."""
    costs = []
    slope = gradient(xs, ys, w)
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        w = w - lr * slope
    return w, costs


def stochastic_descent(
    xs: Values,
    ys: Values,
    w: Scalar,
    lr: float,
    epochs: int,
) -> tuple[Scalar, list[float]]:
    """One update a sample; (w, costs)."""
    costs = []
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        for x, y in zip(xs, ys, strict=True):
            w = w - lr * gradient(x, y, w)
    return w, costs


def minibatch_descent(
    xs: Values,
    ys: Values,
    w: Scalar,
    lr: float,
    epochs: int,
    batch_size: int,
) -> tuple[Scalar, list[float]]:
    """One update a batch; (w, costs)."""
    costs = []
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        for start in range(0, len(xs), batch_size):
            batch = slice(start, start + batch_size)
            w = w - lr * gradient(xs[batch], ys[batch], w)
    return w, costs


def gradients_with_bias(xs: Values, ys: Values, w: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """(dw, db) of the line x * w + b."""
    errors = xs * w + b - ys
    return (2 * xs * errors).mean(), (2 * errors).mean()
