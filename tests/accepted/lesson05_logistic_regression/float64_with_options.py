"""Works in float64 inside, own parameters of shape (d, 1), extra default arguments, a tensor of losses."""

import torch
from torch import Tensor, nn


def sigmoid(z: Tensor, scale: float = 1.0) -> Tensor:
    return 1.0 / (1.0 + torch.exp(-scale * z.to(torch.float64)))


def bce(p: Tensor, y: Tensor, reduction: str = "mean", floor: float = -100.0) -> Tensor:
    p, y = p.double(), y.double()
    positive = torch.clamp(torch.log(p), floor, 0.0)
    negative = torch.clamp(torch.log(1.0 - p), floor, 0.0)
    out = -(y * positive + (1.0 - y) * negative)
    match reduction:
        case "mean":
            return out.sum() / out.numel()
        case "sum":
            return out.sum()
        case "none":
            return out
    raise ValueError(reduction)


def bce_with_logits(
    z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean", verbose: bool = False
) -> Tensor:
    z, y = z.double(), y.double()
    weight = torch.ones_like(z) if pos_weight is None else pos_weight.double().expand_as(z)
    log_weight = 1.0 + (weight - 1.0) * y
    rest = torch.log(torch.exp(-z.abs()) + 1.0) + torch.relu(-z)
    out = (1.0 - y) * z + log_weight * rest
    if verbose:
        print(out)
    if reduction == "none":
        return out
    return out.mean() if reduction == "mean" else out.sum()


def bce_gradient(z: Tensor, y: Tensor) -> Tensor:
    return (sigmoid(z) - y.double()) * (1.0 / z.numel())


class LogisticRegressionModel(nn.Module):
    def __init__(self, in_features: int = 1, bias: bool = True) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(1, 1)) if bias else None
        self.weight = nn.Parameter(torch.randn(in_features, 1) * 0.01)

    def logits(self, x: Tensor) -> Tensor:
        return x @ self.weight + self.bias

    def forward(self, x: Tensor) -> Tensor:
        return torch.sigmoid(self.logits(x))


def predict(model: nn.Module, x: Tensor, threshold: float = 0.5) -> Tensor:
    model.eval()
    return torch.where(model(x).detach() < threshold, 0, 1)


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int, verbose: bool = False) -> Tensor:
    model.train()
    losses = torch.zeros(epochs)
    for epoch in range(epochs):
        loss = bce_with_logits(model.logits(x), y, verbose=verbose)
        grads = torch.autograd.grad(loss, list(model.parameters()))
        losses[epoch] = loss.detach()
        with torch.no_grad():
            for parameter, grad in zip(model.parameters(), grads, strict=True):
                parameter.sub_(lr * grad)
    return losses
