"""Works in float64 whatever comes in, closed forms with relu and abs, extra default arguments, checked types."""

import math
from typing import Any

import torch
from torch import Tensor

SQRT_2 = 2.0**0.5


def relu(x: Tensor, *, floor: float = 0.0) -> Tensor:
    return torch.clamp_min(x.to(torch.float64), floor)


def relu_gradient(x: Tensor) -> Tensor:
    return (torch.sign(x.double()) + 1) / 2


def leaky_relu(x: Tensor, slope: float = 0.01, verbose: bool = False) -> Tensor:
    x = x.double()
    if verbose:
        print(x)
    return 0.5 * (1 + slope) * x + 0.5 * (1 - slope) * x.abs()


def leaky_relu_gradient(x: Tensor, slope: float = 0.01) -> Tensor:
    return slope + (1 - slope) * relu_gradient(x)


def per_channel(weight: Tensor, x: Tensor) -> Tensor:
    weight = weight.double()
    while weight.ndim < x.ndim - 1:
        weight = weight.unsqueeze(-1)
    return weight


def prelu(x: Tensor, weight: Tensor) -> Tensor:
    return relu(x) - per_channel(weight, x) * relu(-x)


def prelu_gradient(x: Tensor, weight: Tensor) -> Tensor:
    step = relu_gradient(x)
    return step + (1 - step) * per_channel(weight, x)


def sigmoid(x: Tensor, scale: float = 1.0) -> Tensor:
    return torch.reciprocal(1.0 + torch.exp(-scale * x.double()))


def sigmoid_gradient(x: Tensor) -> Tensor:
    return sigmoid(x) * sigmoid(-x)


def tanh(x: Tensor) -> Tensor:
    return torch.expm1(2 * -x.double().abs()) / (torch.exp(-2 * x.double().abs()) + 1) * -torch.sign(x)


def tanh_gradient(x: Tensor) -> Tensor:
    return 4.0 * sigmoid_gradient(2 * x)


def elu(x: Tensor, alpha: float = 1.0) -> Tensor:
    return relu(x) + alpha * torch.expm1(-relu(-x))


def elu_gradient(x: Tensor, alpha: float = 1.0) -> Tensor:
    x = x.double()
    return (x >= 0).double() + (x < 0).double() * alpha * torch.exp(-relu(-x))


def silu(x: Tensor, beta: float = 1.0) -> Tensor:
    return x.double() * sigmoid(x, beta)


def silu_gradient(x: Tensor) -> Tensor:
    return sigmoid(x) + x.double() * sigmoid_gradient(x)


def gate(x: Tensor) -> Tensor:
    return 0.5 * torch.special.erfc(-x.double() / SQRT_2)


def gelu(x: Tensor, approximate: str = "none") -> Tensor:
    assert approximate == "none"
    return x.double() * gate(x)


def gelu_gradient(x: Tensor) -> Tensor:
    x = x.double()
    return gate(x) + x * torch.exp(-0.5 * x.square()) / (SQRT_2 * math.sqrt(math.pi))


def collapse(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> tuple[Tensor, Tensor]:
    W1, b1, W2, b2 = (t.double() for t in (W1, b1, W2, b2))
    # homogeneous coordinates: the bias becomes one more column
    lower = torch.zeros(1, W1.shape[1] + 1, dtype=torch.float64)
    lower[0, -1] = 1
    first = torch.cat([torch.cat([W1, b1[:, None]], dim=1), lower])
    both = torch.cat([W2, b2[:, None]], dim=1) @ first
    return both[:, :-1], both[:, -1]


def dead_units(activations: Tensor, threshold: float = 0.0) -> Tensor:
    return 1 - torch.any(activations > threshold, dim=0).double().mean()


def output_activation(task: str) -> Any:
    table = dict(regression=lambda z: z, binary=torch.sigmoid, multiclass=lambda z: torch.softmax(z, dim=-1))
    table["multilabel"] = table["binary"]
    return table[task]


def interpolate(xs, ys):
    W1, b1, W2, before = [], [], [], 0.0
    for i in range(len(xs) - 1):
        slope = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i])
        W1.append([1.0])
        b1.append(-xs[i])
        W2.append(slope - before)
        before = slope
    dtype = xs.dtype
    return (
        torch.tensor(W1, dtype=dtype),
        torch.tensor(b1, dtype=dtype),
        torch.tensor([W2], dtype=dtype),
        torch.tensor([ys[0]], dtype=dtype),
    )
