"""Believes that a loss is always one number.

expect: test_squared_loss_is_half_the_square, test_squared_loss_of_a_column_and_flat_labels,
    test_squared_loss_of_flat_predictions_and_a_column
says: You took the mean. squared_loss gives one loss a sample; sum or mean is the caller's choice.
says_zh: 你求了均值。squared_loss 要给出每个样本的损失；求和还是求均值，由调用者决定。
"""

from collections.abc import Iterator

import torch
from torch import Tensor, nn


def linreg(X: Tensor, w: Tensor, b: Tensor) -> Tensor:
    """X w + b, (n, 1)."""
    return X @ w + b


def squared_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Half the square of each error, in the shape of y_hat."""
    errors = y_hat - y.reshape(y_hat.shape)
    return (errors**2 / 2).mean()


def synthetic_data(w: Tensor, b: float, n: int) -> tuple[Tensor, Tensor]:
    """n samples of y = X w + b + noise."""
    X = torch.randn(n, len(w))
    y = X @ w.reshape(-1, 1) + b
    return X, y + 0.01 * torch.randn(n, 1)


def data_iter(batch_size: int, features: Tensor, labels: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Shuffled mini-batches, each sample once."""
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        rows = order[start : start + batch_size]
        yield features[rows], labels[rows]


def sgd(params: list[Tensor], lr: float, batch_size: int) -> None:
    """One step in place; the gradients are cleared."""
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()


class LinearModel(nn.Module):
    """y_hat = x w + b."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Predictions, (n, 1)."""
        return self.linear(x)


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Full-batch gradient descent; the mean loss of each epoch, before its step."""
    loss_of = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = loss_of(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


def closed_form(X: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """w of shape (d, 1) and one number b of least squares."""
    A = torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
    theta = torch.linalg.lstsq(A, y).solution
    return theta[:-1], theta[-1, 0]
