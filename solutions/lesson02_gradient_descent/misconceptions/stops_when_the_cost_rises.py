"""Believes that gradient descent ends by itself when the cost gets worse.

expect: test_batch_descent_goes_on_when_the_cost_rises
says: You leave the loop when the cost rises. All epochs are asked for: a rising cost is how one sees that lr is too large.
says_zh: 代价一上升你就退出了循环。题目要求跑完所有轮次：正是代价上升让人看出 lr 太大。
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
        if len(costs) > 1 and costs[-1] > costs[-2]:
            break
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
        for start in range(0, len(xs), batch_size):
            batch = slice(start, start + batch_size)
            w = w - lr * gradient(xs[batch], ys[batch], w)
    return w, costs


def gradients_with_bias(xs: Values, ys: Values, w: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """(dw, db) of the line x * w + b."""
    errors = xs * w + b - ys
    return (2 * xs * errors).mean(), (2 * errors).mean()
