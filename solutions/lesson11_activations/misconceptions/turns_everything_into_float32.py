"""Believes that numbers of a network are always float32.

expect: test_s_curves_in_float64, test_smooth_ones_in_float64
says: You turned x into float32, which keeps 7 digits. A float64 tensor is worked out in float64.
says_zh: 你把 x 转成了 float32，只剩 7 位有效数字。float64 的张量应该按 float64 计算。
"""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def relu(x: Tensor) -> Tensor:
    """Keep what is positive, put 0 for the rest."""
    return x.clamp(min=0)


def relu_gradient(x: Tensor) -> Tensor:
    """Slope of relu at each number: 1 above 0, 0 below."""
    return (x > 0).to(x.dtype)


def leaky_relu(x: Tensor, slope: float = 0.01) -> Tensor:
    """Keep what is positive, multiply the rest by `slope`."""
    return torch.where(x > 0, x, slope * x)


def leaky_relu_gradient(x: Tensor, slope: float = 0.01) -> Tensor:
    """Slope of leaky_relu at each number: 1 above 0, `slope` below."""
    return torch.where(x > 0, torch.ones_like(x), torch.full_like(x, slope))


def beside_channels(weight: Tensor, x: Tensor) -> Tensor:
    """Shape one weight a channel so that it broadcasts along dimension 1 of x."""
    return weight.reshape(-1, *[1] * (x.ndim - 2))


def prelu(x: Tensor, weight: Tensor) -> Tensor:
    """Leaky ReLU with a learned slope: one for all numbers or one a channel."""
    return torch.where(x > 0, x, beside_channels(weight, x) * x)


def prelu_gradient(x: Tensor, weight: Tensor) -> Tensor:
    """Slope of prelu with respect to x at each number: 1 above 0, the channel's weight below."""
    return torch.where(x > 0, torch.ones_like(x), beside_channels(weight, x))


def sigmoid(x: Tensor) -> Tensor:
    """1 / (1 + exp(-x)): any number into (0, 1). Finite for every finite x."""
    return 1 / (1 + torch.exp(-x.float()))


def sigmoid_gradient(x: Tensor) -> Tensor:
    """Slope of the sigmoid at each number; 0, not NaN, far from 0."""
    s = sigmoid(x)
    return s * (1 - s)


def tanh(x: Tensor) -> Tensor:
    """(exp(x) - exp(-x)) / (exp(x) + exp(-x)): any number into (-1, 1). Finite for every finite x."""
    return 2 * sigmoid(2 * x) - 1


def tanh_gradient(x: Tensor) -> Tensor:
    """Slope of tanh at each number; 0, not NaN, far from 0."""
    return 1 - tanh(x) ** 2


def elu(x: Tensor, alpha: float = 1.0) -> Tensor:
    """x above 0, alpha * (exp(x) - 1) below: a ReLU that runs out smoothly to -alpha."""
    return torch.where(x > 0, x, alpha * torch.expm1(x))


def elu_gradient(x: Tensor, alpha: float = 1.0) -> Tensor:
    """Slope of elu at each number: 1 above 0, alpha * exp(x) below."""
    return torch.where(x > 0, 1.0, alpha * torch.exp(x))


def silu(x: Tensor) -> Tensor:
    """x * sigmoid(x), also called swish. Finite for every finite x."""
    return x * sigmoid(x)


def silu_gradient(x: Tensor) -> Tensor:
    """Slope of silu at each number; 1 far above 0, 0 far below, never NaN."""
    s = sigmoid(x)
    return s + x * s * (1 - s)


def gelu(x: Tensor) -> Tensor:
    """x times the probability that a standard normal number is below x: x * Phi(x), exact."""
    return x * normal_cdf(x)


def gelu_gradient(x: Tensor) -> Tensor:
    """Slope of gelu at each number; 1 far above 0, 0 far below, never NaN."""
    density = torch.exp(-x * x / 2) / math.sqrt(2 * math.pi)
    return normal_cdf(x) + x * density


def normal_cdf(x: Tensor) -> Tensor:
    """The probability that a standard normal number is below x."""
    return (1 + torch.erf(x.float() / math.sqrt(2))) / 2


def collapse(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> tuple[Tensor, Tensor]:
    """Merge two linear layers, with nothing between them, into one that does the same."""
    return W2 @ W1, W2 @ b1 + b2


def dead_units(activations: Tensor) -> float:
    """Share of the units that fire for no sample."""
    fires = (activations > 0).any(dim=0)
    return 1 - fires.double().mean().item()


def output_activation(task: str) -> Callable[[Tensor], Tensor]:
    """Choose what comes after the last layer."""
    if task == "regression":
        return torch.nn.Identity()
    if task in ("binary", "multilabel"):
        return torch.nn.Sigmoid()
    if task == "multiclass":
        return torch.nn.Softmax(dim=1)
    raise ValueError(f"task is 'regression', 'binary', 'multiclass' or 'multilabel', not {task!r}")
