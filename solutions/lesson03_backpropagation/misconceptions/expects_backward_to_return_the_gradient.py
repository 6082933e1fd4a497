"""Believes that y.backward() returns the gradient.

expect: test_derivative_at_zero, test_derivative_of_a_positive_number, test_derivative_of_a_negative_number,
    test_derivative_of_a_tensor, test_derivative_of_an_array, test_derivative_of_the_same_tensor_again,
    test_one_backward_leaves_the_derivative, test_three_backwards_leave_three_times_the_derivative,
    test_many_backwards_at_a_negative_number, test_two_backwards_at_a_tensor
says: backward() returns None. It leaves what it found at the leaves of the graph, in an attribute of x.
says_zh: backward() 的返回值是 None。它把求得的结果留在计算图的叶子上，也就是 x 的一个属性里。
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
    return curve(at).backward()


def accumulated_gradient(x: Scalar, times: int) -> Scalar:
    """The gradient that `times` backward passes leave at x."""
    at = leaf(x)
    gradient = None
    for _ in range(times):
        gradient = curve(at).backward()
    return gradient


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
    return {"w1": d_z * x, "b1": d_z, "w2": d_y_hat * s, "b2": d_y_hat}
