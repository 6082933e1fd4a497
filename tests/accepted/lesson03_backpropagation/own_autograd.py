"""A small class of its own finds the gradients of task 6, float64 everywhere, enumerate and index loops elsewhere."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np
import torch
from torch import Tensor


class Value:
    """A number that remembers how it was made: parents with local slopes."""

    def __init__(self, data: float, parents: tuple[tuple[Value, float], ...] = ()) -> None:
        self.data = data
        self.parents = parents
        self.grad = 0.0

    def __add__(self, other: Value | float) -> Value:
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other: Value | float) -> Value:
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def sigmoid(self) -> Value:
        s = 1 / (1 + math.exp(-self.data))
        return Value(s, ((self, s * (1 - s)),))

    def backward(self, seed: float = 1.0) -> None:
        self.grad += seed
        for parent, slope in self.parents:
            parent.backward(seed * slope)


def two_layer_gradients(x: float, y: float, w1: float, b1: float, w2: float, b2: float) -> dict[str, float]:
    names = {"w1": Value(w1), "b1": Value(b1), "w2": Value(w2), "b2": Value(b2)}
    error = names["w2"] * (names["w1"] * x + names["b1"]).sigmoid() + names["b2"] + (-y)
    (error * error).backward()
    return {name: value.grad for name, value in names.items()}


def _to_leaf(number: float | np.ndarray | Tensor) -> Tensor:
    if isinstance(number, np.ndarray):
        number = torch.from_numpy(number)
    if not isinstance(number, Tensor):
        number = torch.tensor(number)
    return number.detach().to(torch.float64, copy=True).requires_grad_(True)


def _function(x: Tensor) -> Tensor:
    terms = torch.stack([torch.sin(x) * torch.exp(x), x**3])
    return terms.sum()


def derivative(x: float | np.ndarray | Tensor, create_graph: bool = False) -> float:
    leaf = _to_leaf(x)
    (slope,) = torch.autograd.grad(_function(leaf), leaf, create_graph=create_graph)
    return float(slope)


def accumulated_gradient(x: float | np.ndarray | Tensor, times: int) -> np.ndarray:
    leaf = _to_leaf(x)
    for height in [_function(leaf) for _ in range(times)]:
        height.backward()
    return leaf.grad.detach().numpy()


def frozen_forward(x: float | Tensor, w: Tensor) -> Tensor:
    recording = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    try:
        result = torch.mul(w, x)
    finally:
        torch.set_grad_enabled(recording)
    return result


def _train(
    model: Callable[..., Tensor], xs: Iterable[float], ys: Iterable[float], leaves: list[Tensor], lr: float, epochs: int
) -> list[Tensor]:
    xs, ys = np.asarray(xs), np.asarray(ys)
    for update in range(epochs * len(xs)):
        index = update % len(xs)
        for leaf in leaves:
            leaf.grad = torch.zeros_like(leaf)
        ((model(xs[index], *leaves) - ys[index]) ** 2).backward()
        for leaf in leaves:
            leaf.data.add_(leaf.grad, alpha=-lr)
    return leaves


def train_line(xs, ys, w, b, lr, epochs):
    w, b = _train(lambda x, w, b: w * float(x) + b, xs, ys, [_to_leaf(w), _to_leaf(b)], lr, epochs)
    return w, b


def train_parabola(xs, ys, w1, w2, b, lr, epochs):
    def model(x, w1, w2, b):
        return torch.stack([w1, w2, b]) @ torch.tensor([x * x, x, 1.0], dtype=torch.float64)

    return tuple(_train(model, xs, ys, [_to_leaf(w1), _to_leaf(w2), _to_leaf(b)], lr, epochs))
