"""Believes that one mean and one std describe a table, and takes torch.std as it comes.

expect: test_every_column_gets_mean_0_and_std_1, test_transform_uses_the_statistics_of_fit,
    test_fit_transform_remembers_what_it_has_fitted, test_fitting_again_forgets_the_first_time,
    test_two_standardizers_do_not_share, test_constant_column_survives
says: You computed one mean and one std over all numbers, ages and levels together. Each column needs its own: both take a dimension. Then look at what torch.std divides by.
says_zh: 你对所有的数只求了一个均值、一个标准差，年龄和血液指标混在了一起。每一列要有自己的统计量：mean 和 std 都可以指定维度。然后再看看 torch.std 除以的是几。
"""

import gzip
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn


def is_number(field: str) -> bool:
    """Whether float() takes the field."""
    try:
        float(field)
    except ValueError:
        return False
    return True


def load_table(path: str) -> tuple[Tensor, Tensor]:
    """Features (n, d) and labels (n, 1) of a comma-separated file."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    if not is_number(lines[0].split(",")[0]):
        lines = lines[1:]
    table = np.loadtxt(lines, delimiter=",", dtype=np.float32, ndmin=2)
    return torch.from_numpy(table[:, :-1]), torch.from_numpy(table[:, -1:])


class Standardizer:
    """(x - mean) / std, column by column."""

    def fit(self, X: Tensor) -> None:
        """Remember the mean and the std of each column."""
        self.mean = X.mean()
        std = X.std()
        constant = (X - X[0] == 0).all()
        self.std = torch.where(constant, torch.ones_like(std), std)

    def transform(self, X: Tensor) -> Tensor:
        """X in the scale that fit has learned."""
        return (X - self.mean) / self.std

    def fit_transform(self, X: Tensor) -> Tensor:
        """fit, then transform."""
        self.fit(X)
        return self.transform(X)


def split(
    X: Tensor, y: Tensor, test_size: float, seed: int, stratify: bool = True
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """X_train, X_test, y_train, y_test."""
    generator = torch.Generator().manual_seed(seed)
    group_of = y[:, 0] if stratify else torch.zeros(len(y))
    train_parts, test_parts = [], []
    for group in group_of.unique():
        rows = (group_of == group).nonzero()[:, 0]
        mixed = rows[torch.randperm(len(rows), generator=generator)]
        n_test = round(len(rows) * test_size)
        test_parts.append(mixed[:n_test])
        train_parts.append(mixed[n_test:])
    train, test = torch.cat(train_parts), torch.cat(test_parts)
    return X[train], X[test], y[train], y[test]


class Model(nn.Module):
    """Linear layers, each followed by a sigmoid."""

    def __init__(self, sizes: Sequence[int] = (8, 6, 4, 1)) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(n_in, n_out) for n_in, n_out in pairwise(sizes))

    def forward(self, x: Tensor) -> Tensor:
        """Probabilities of shape (n, sizes[-1])."""
        for layer in self.layers:
            x = torch.sigmoid(layer(x))
        return x


def train(model: nn.Module, X: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Full-batch gradient descent; the mean loss of each epoch, before its step."""
    loss_of = nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = loss_of(model(X), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses
