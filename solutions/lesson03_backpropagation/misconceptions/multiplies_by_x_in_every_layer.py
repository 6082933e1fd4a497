"""Believes that the gradient of every weight has the factor x.

expect: test_two_layers_by_hand, test_gradient_of_w2, test_x_of_zero_stops_w1_alone,
    test_w2_of_zero_stops_the_first_layer
says: You gave w2 the factor x. A weight's gradient has the factor that the weight is multiplied by in the forward pass, and that is not x for w2.
says_zh: 你给 w2 的梯度乘了 x。一个权重的梯度所带的因子，是它在前向传播里所乘的那个量；对 w2 来说，那不是 x。
"""

import math

import numpy as np
import torch
from torch import Tensor

Values = np.ndarray | Tensor
Scalar = float | np.ndarray | Tensor


def leaf(value: Scalar) -> Tensor:
    """A new tensor with that value that requires its gradient."""
    return torch.tensor(float(value), dtype=torch.float64, requires_grad=True)


def curve(x: Tensor) -> Tensor:
    """sin(x) * exp(x) + x ** 3."""
    return torch.sin(x) * torch.exp(x) + x**3


def step(parameters: tuple[Tensor, ...], lr: float) -> None:
    """One step on each parameter, then clean gradients."""
    with torch.no_grad():
        for parameter in parameters:
            parameter -= lr * parameter.grad
            parameter.grad.zero_()


def derivative(x: Scalar) -> Scalar:
    """The slope of the curve at x."""
    at = leaf(x)
    curve(at).backward()
    return at.grad.item()


def accumulated_gradient(x: Scalar, times: int) -> Scalar:
    """The gradient that `times` backward passes leave at x."""
    at = leaf(x)
    for _ in range(times):
        curve(at).backward()
    return at.grad.item()


def frozen_forward(x: float | Tensor, w: Tensor) -> Tensor:
    """x * w without a graph."""
    with torch.no_grad():
        return x * w


def train_line(xs: Values, ys: Values, w: Scalar, b: Scalar, lr: float, epochs: int) -> tuple[Scalar, Scalar]:
    """Stochastic gradient descent on x * w + b."""
    w, b = leaf(w), leaf(b)
    for _ in range(epochs):
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            loss = (x * w + b - y) ** 2
            loss.backward()
            step((w, b), lr)
    return w.item(), b.item()


def train_parabola(
    xs: Values,
    ys: Values,
    w1: Scalar,
    w2: Scalar,
    b: Scalar,
    lr: float,
    epochs: int,
) -> tuple[Scalar, Scalar, Scalar]:
    """Stochastic gradient descent on w1 * x ** 2 + w2 * x + b."""
    w1, w2, b = leaf(w1), leaf(w2), leaf(b)
    for _ in range(epochs):
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            loss = (w1 * x**2 + w2 * x + b - y) ** 2
            loss.backward()
            step((w1, w2, b), lr)
    return w1.item(), w2.item(), b.item()


def two_layer_gradients(x: float, y: float, w1: float, b1: float, w2: float, b2: float) -> dict[str, Scalar]:
    """The four gradients by the chain rule."""
    z = w1 * x + b1
    s = 1 / (1 + math.exp(-z))
    y_hat = w2 * s + b2
    d_y_hat = 2 * (y_hat - y)
    d_s = d_y_hat * w2
    d_z = d_s * s * (1 - s)
    return {"w1": d_z * x, "b1": d_z, "w2": d_y_hat * x, "b2": d_y_hat}
