"""Believes that the next batch begins one sample after the last one.

expect: test_minibatch_w_after_two_full_batches, test_minibatch_uses_the_short_last_batch,
  test_minibatch_w_after_several_epochs, test_minibatch_costs_are_over_all_samples
says: Your batches overlap: the next one begins one sample later instead of where the last one ended.
says_zh: 你的小批量互相重叠：下一批只往后挪了一个样本，而不是从上一批结束的地方开始。
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
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        w = w - lr * gradient(xs, ys, w)
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
        for start in range(max(1, len(xs) - batch_size + 1)):
            batch = slice(start, start + batch_size)
            w = w - lr * gradient(xs[batch], ys[batch], w)
    return w, costs


def gradients_with_bias(xs: Values, ys: Values, w: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """(dw, db) of the line x * w + b."""
    errors = xs * w + b - ys
    return (2 * xs * errors).mean(), (2 * errors).mean()
