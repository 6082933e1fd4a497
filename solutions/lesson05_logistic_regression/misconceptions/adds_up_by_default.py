"""Believes that the loss of a batch is the sum of the losses unless something else is asked.

expect: test_bce_of_certain_and_right_costs_nothing, test_bce_does_not_clamp_the_probability, test_bce_is_the_mean_over_every_number, test_bce_takes_targets_between_zero_and_one,
    test_bce_of_certain_and_wrong_costs_one_hundred
says: You added the losses up. The default is the mean, so that the loss, and with it a good step size, does not grow with the number of samples.
says_zh: 你把损失加了起来。默认应取均值，这样损失的大小（以及合适的学习率）才不会随样本数变化。
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


def bce(p: Tensor, y: Tensor, reduction: str = "sum") -> Tensor:
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
    return (torch.sigmoid(z) - y) / z.numel()


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
