"""Believes that the factor s (1 - s) of the squared error stays in the gradient of the cross-entropy.

expect: test_gradient_of_the_mean_loss, test_gradient_keeps_a_flat_shape,
    test_gradient_of_large_wrong_logits_does_not_vanish, test_gradient_halves_when_the_batch_doubles
says: The factor s (1 - s) belongs to the squared error. With the cross-entropy the derivative of the logarithm cancels it: work it out on paper.
says_zh: 系数 s (1 - s) 是平方误差才有的。用交叉熵时，对数的导数会把它约掉：在纸上推一遍。
"""

import torch
from torch import Tensor, nn


def reduce_losses(losses: Tensor, reduction: str) -> Tensor:
    """One loss a number, their sum or their mean."""
    if reduction == "none":
        return losses
    if reduction == "sum":
        return losses.sum()
    return losses.mean()


def sigmoid(z: Tensor) -> Tensor:
    """1 / (1 + exp(-z)) of each number."""
    return 1 / (1 + torch.exp(-z))


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities."""
    log_p = torch.log(p).clamp(min=-100)
    log_not_p = torch.log(1 - p).clamp(min=-100)
    return reduce_losses(-(y * log_p + (1 - y) * log_not_p), reduction)


def bce_with_logits(
    z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """Binary cross-entropy of logits, stable."""
    tail = torch.log1p(torch.exp(-z.abs()))
    cost_of_one = torch.clamp(-z, min=0) + tail
    cost_of_zero = torch.clamp(z, min=0) + tail
    if pos_weight is not None:
        cost_of_one = pos_weight * cost_of_one
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)


def bce_gradient(z: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    s = torch.sigmoid(z)
    return (s - y) * s * (1 - s) / z.numel()


class LogisticRegressionModel(nn.Module):
    """p = sigmoid(x w + b)."""

    def __init__(self, in_features: int = 1) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Probabilities of shape (n, 1)."""
        return torch.sigmoid(self.linear(x))


def predict(model: nn.Module, x: Tensor, threshold: float = 0.5) -> Tensor:
    """1 where the probability is at least the threshold, else 0."""
    with torch.no_grad():
        return (model(x) >= threshold).float()


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Full-batch gradient descent; the mean loss of each epoch, before its step."""
    loss_of = nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = loss_of(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses
