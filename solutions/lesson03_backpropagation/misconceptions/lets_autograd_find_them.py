"""Believes that to have the gradients computed is to know how they are found.

expect: test_two_layers_by_hand, test_gradient_of_b2, test_gradient_of_w2, test_gradient_of_b1,
    test_gradient_of_w1, test_x_of_zero_stops_w1_alone, test_w2_of_zero_stops_the_first_layer
says: The numbers are right, but autograd found them. Here you are to be the autograd: walk back through the forward lines yourself.
says_zh: 数是对的，但那是 autograd 求出来的。这里要由你来当 autograd：请自己沿着前向的每一行往回走。
"""

import math

import numpy as np
import torch
from torch import Tensor

Values = np.ndarray | Tensor
Scalar = float | np.ndarray | Tensor



def leaf(value: Scalar) -> Tensor:
    # float() takes numbers, arrays and tensors alike, and nothing ties the new tensor to the caller's: what
    # backward() adds to its .grad stays here. float64, since that is what a Python float holds.
    return torch.tensor(float(value), dtype=torch.float64, requires_grad=True)


def curve(x: Tensor) -> Tensor:
    # torch.sin, not math.sin: the latter returns a plain float, and a plain float has no history.
    return torch.sin(x) * torch.exp(x) + x**3


def step(parameters: tuple[Tensor, ...], lr: float) -> None:
    # The update is bookkeeping, not part of the function that is differentiated: do not record it.
    with torch.no_grad():
        for parameter in parameters:
            parameter -= lr * parameter.grad
            # backward() adds to .grad; without this line the next sample would add to the gradient of this one.
            parameter.grad.zero_()




def derivative(x: Scalar) -> Scalar:
    at = leaf(x)
    curve(at).backward()
    # backward() itself returns None; what it finds lies at the leaf.
    return at.grad.item()


def accumulated_gradient(x: Scalar, times: int) -> Scalar:
    at = leaf(x)
    for _ in range(times):
        # Forward again each time: backward() frees the graph that it has gone through.
        curve(at).backward()
    return at.grad.item()


def frozen_forward(x: float | Tensor, w: Tensor) -> Tensor:
    # The with block ends and recording goes on, whatever happens inside it. w itself is not touched.
    with torch.no_grad():
        return x * w


def train_line(xs: Values, ys: Values, w: Scalar, b: Scalar, lr: float, epochs: int) -> tuple[Scalar, Scalar]:
    w, b = leaf(w), leaf(b)
    for _ in range(epochs):
        # tolist() serves arrays and tensors alike. The data are plain numbers: nobody asks for their gradients.
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
    w1, w2, b = leaf(w1), leaf(w2), leaf(b)
    for _ in range(epochs):
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            # Only this line differs from the straight line; autograd follows whatever is written here.
            loss = (w1 * x**2 + w2 * x + b - y) ** 2
            loss.backward()
            step((w1, w2, b), lr)
    return w1.item(), w2.item(), b.item()


def two_layer_gradients(x, y, w1, b1, w2, b2):
    leaves = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
    leaves = {name: torch.tensor(value, dtype=torch.float64, requires_grad=True) for name, value in leaves.items()}
    s = torch.sigmoid(leaves["w1"] * x + leaves["b1"])
    ((leaves["w2"] * s + leaves["b2"] - y) ** 2).backward()
    return {name: leaf.grad.item() for name, leaf in leaves.items()}
