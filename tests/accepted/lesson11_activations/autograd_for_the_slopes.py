"""Every slope by autograd through the own function, written so that no branch overflows; kinks as autograd has them."""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def slope(f: Callable[..., Tensor], x: Tensor, *options: object) -> Tensor:
    x = x.detach().clone().requires_grad_(True)
    f(x, *options).sum().backward()
    assert x.grad is not None
    return x.grad


def relu(x: Tensor) -> Tensor:
    return torch.maximum(x, torch.zeros_like(x))  # at 0 autograd halves the slope


def leaky_relu(x: Tensor, slope: float = 0.01) -> Tensor:
    return torch.maximum(x, slope * x)


def prelu(x: Tensor, weight: Tensor) -> Tensor:
    if weight.numel() > 1:
        weight = weight.view(1, -1, *([1] * (x.dim() - 2)))
    return relu(x) - weight * relu(-x)


def sigmoid(x: Tensor) -> Tensor:
    return torch.exp(F.logsigmoid(x))


def tanh(x: Tensor) -> Tensor:
    return 1 - 2 * sigmoid(-2 * x)


def elu(x: Tensor, alpha: float = 1.0) -> Tensor:
    return x.clamp(min=0) + alpha * (x.clamp(max=0).exp() - 1)


def silu(x: Tensor) -> Tensor:
    return x * torch.sigmoid(x)


def gelu(x: Tensor) -> Tensor:
    return x * torch.special.ndtr(x)


def relu_gradient(x: Tensor) -> Tensor:
    return slope(relu, x)


def leaky_relu_gradient(x: Tensor, slope_below: float = 0.01) -> Tensor:
    return slope(leaky_relu, x, slope_below)


def prelu_gradient(x: Tensor, weight: Tensor) -> Tensor:
    return slope(prelu, x, weight)


def sigmoid_gradient(x: Tensor) -> Tensor:
    return slope(sigmoid, x)


def tanh_gradient(x: Tensor) -> Tensor:
    return slope(tanh, x)


def elu_gradient(x: Tensor, alpha: float = 1.0) -> Tensor:
    # at 0 both clamps let the slope through; move off the corner
    return slope(elu, torch.where(x == 0, torch.full_like(x, 1e-6), x), alpha)


def silu_gradient(x: Tensor) -> Tensor:
    return slope(silu, x)


def gelu_gradient(x: Tensor) -> Tensor:
    return slope(gelu, x)


def collapse(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> tuple[Tensor, Tensor]:
    """Ask the network: the bias is the answer to 0, the columns of W the answers to the unit vectors."""
    first, second = nn.Linear(*reversed(W1.shape)), nn.Linear(*reversed(W2.shape))
    with torch.no_grad():
        for layer, W, b in ((first, W1, b1), (second, W2, b2)):
            layer.weight.copy_(W)
            layer.bias.copy_(b)
        net = nn.Sequential(first, second)
        b = net(torch.zeros(W1.shape[1]))
        W = (net(torch.eye(W1.shape[1])) - b).T
    return W, b


def dead_units(activations: Tensor) -> Tensor:
    return (activations.amax(dim=0) <= 0).float().mean()


class Identity(nn.Module):
    def forward(self, z: Tensor) -> Tensor:
        return z


def output_activation(task: str) -> nn.Module:
    match task:
        case "regression":
            return Identity()
        case "multiclass":
            return nn.Softmax(dim=-1)
        case "binary" | "multilabel":
            return nn.Sigmoid()
    raise KeyError(task)


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
