"""Leans on autograd: the gradient by backward through the own stable loss, training with an optimizer passed around."""

from collections.abc import Callable

import torch
from torch import Tensor, nn, optim


class Reduction:
    """Namespace for what to do with a tensor of losses."""

    table: dict[str, Callable[[Tensor], Tensor]] = {
        "none": lambda losses: losses,
        "sum": torch.sum,
        "mean": torch.mean,
    }

    def __class_getitem__(cls, name: str) -> Callable[[Tensor], Tensor]:
        return cls.table[name]


def sigmoid(z: Tensor) -> Tensor:
    # e^{-|z|} never overflows
    e = torch.exp(-torch.abs(z))
    return torch.where(z >= 0, torch.ones_like(z), e) / (1 + e)


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    minus_hundred = torch.full_like(p, -100.0)
    log_p = torch.where(torch.log(p) < -100, minus_hundred, torch.log(p))
    log_q = torch.where(torch.log(1 - p) < -100, minus_hundred, torch.log(1 - p))
    return Reduction[reduction](-(torch.mul(y, log_p) + torch.mul(1 - y, log_q)))


def bce_with_logits(
    z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    losses = torch.clamp(z, min=0) - z * y + torch.log1p(torch.exp(-torch.abs(z)))
    if pos_weight is not None:
        # the extra (pos_weight - 1) copies of the positive part
        softplus = torch.clamp(-z, min=0) + torch.log1p(torch.exp(-torch.abs(z)))
        losses = losses + (pos_weight - 1) * y * softplus
    return Reduction[reduction](losses)


def bce_gradient(z: Tensor, y: Tensor) -> Tensor:
    z.requires_grad_(True)
    z.grad = None
    bce_with_logits(z, y).backward()
    return z.grad


class LogisticRegressionModel(nn.Module):
    def __init__(self, in_features: int = 1) -> None:
        super().__init__()
        self.net = nn.Sequential()
        self.net.add_module("score", nn.Linear(in_features=in_features, out_features=1))
        self.net.add_module("squash", nn.Sigmoid())

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x)


def predict(model: nn.Module, x: Tensor, threshold: float = 0.5) -> Tensor:
    with torch.inference_mode():
        return torch.heaviside(model(x) - threshold, torch.tensor(1.0))


def run_epoch(model: nn.Module, x: Tensor, y: Tensor, optimizer: optim.Optimizer) -> float:
    model.zero_grad()
    loss = bce(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> tuple[float, ...]:
    optimizer = optim.SGD(params=model.parameters(), lr=lr)
    return tuple(run_epoch(model, x, y, optimizer) for _ in range(epochs))


def _demo() -> None:
    x = torch.linspace(0, 6, 40).unsqueeze(1)
    y = (x > 3).float()
    model = LogisticRegressionModel()
    print(train(model, x, y, lr=0.5, epochs=5)[-1], predict(model, x).mean())


_demo()
