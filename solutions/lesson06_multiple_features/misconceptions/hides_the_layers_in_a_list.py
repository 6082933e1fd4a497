"""Believes that parameters() finds layers wherever they are.

expect: test_model_has_the_parameters_of_8_6_4_1, test_sigmoid_follows_every_layer,
    test_sizes_give_the_width_of_each_layer, test_sizes_give_the_number_of_layers,
    test_gradient_reaches_every_layer, test_losses_are_means_taken_before_each_step,
    test_training_moves_the_model_by_gradient_descent, test_gradients_left_by_the_caller_do_no_harm,
    test_training_again_goes_on_from_where_it_was, test_each_row_twice_changes_nothing,
    test_training_predicts_the_other_half_of_the_diabetes_table
says: Your layers stand in a plain list. The model computes with them, but parameters() does not see them and the optimizer has nothing to move: nn has a list for modules.
says_zh: 你把层放进了普通的 Python 列表。模型能用它们计算，但 parameters() 看不见，优化器也就没有参数可更新。nn 里有专门存放模块的列表。
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
        self.mean = X.mean(dim=0)
        std = X.std(dim=0, correction=0)
        constant = (X - X[0] == 0).all(dim=0)
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
        self.layers = [nn.Linear(n_in, n_out) for n_in, n_out in pairwise(sizes)]

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
