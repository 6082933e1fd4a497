"""Believes that stochastic means that the samples must be shuffled.

expect: test_stochastic_w_after_several_epochs, test_stochastic_costs_are_over_all_samples,
  test_stochastic_descent_moves_away_from_the_minimum
says: You shuffle the samples. Shuffling is common in practice, but here they are taken in the order given, so that the result can be repeated.
says_zh: 你打乱了样本。实践中常常这么做，但这里要求按给定的顺序取样本，结果才能重复。
"""

import random

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
    shuffler = random.Random(1)
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        for i in shuffler.sample(range(len(xs)), len(xs)):
            w = w - lr * gradient(xs[i], ys[i], w)
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
