"""Believes that there is always a rest after the full batches.

expect: test_batches_of_a_multiple_have_no_empty_one
says: When n is a multiple of batch_size, your last batch is empty. Its mean is NaN. How many batches are needed for 12 samples, 4 at a time?
says_zh: n 恰好是 batch_size 的倍数时，你的最后一批是空的，对它求均值会得到 NaN。12 个样本每批 4 个，需要几批？
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
    return errors**2 / 2


def synthetic_data(w: Tensor, b: float, n: int) -> tuple[Tensor, Tensor]:
    """n samples of y = X w + b + noise."""
    X = torch.randn(n, len(w))
    y = X @ w.reshape(-1, 1) + b
    return X, y + 0.01 * torch.randn(n, 1)


def data_iter(batch_size: int, features: Tensor, labels: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Shuffled mini-batches, each sample once."""
    order = torch.randperm(len(features))
    for batch in range(len(features) // batch_size + 1):
        start = batch * batch_size
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
