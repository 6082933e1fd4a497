"""Believes that a second fit adds to the first.

expect: test_a_second_fit_forgets_the_first, test_a_second_fit_of_the_regressor_forgets_the_first
says: Your second fit added its points to those of the first. fit starts anew each time.
says_zh: 第二次 fit 时，你把新的点加进了旧的点里。每次 fit 都应从头开始。
"""

import torch
from torch import Tensor
from torch.nn.functional import one_hot

ROWS = 1000


def nearest(queries: Tensor, points: Tensor, k: int) -> Tensor:
    """Row numbers of the k nearest points of each query."""
    parts = [distances(part, points).topk(k, dim=1, largest=False).indices for part in queries.split(ROWS)]
    return torch.cat(parts)


def distances(a: Tensor, b: Tensor) -> Tensor:
    """The distances of all pairs, (n, m)."""
    return torch.cdist(a, b, compute_mode="donot_use_mm_for_euclid_dist")


class KNN:
    """A classifier by vote."""

    def __init__(self, k: int = 3) -> None:
        self.k, self.X, self.labels = k, None, None

    def fit(self, X: Tensor, y: Tensor) -> "KNN":
        """Remember points and labels."""
        self.X = X if self.X is None else torch.cat([self.X, X])
        self.labels = y if self.labels is None else torch.cat([self.labels, y])
        self.classes, self.numbers = torch.unique(self.labels, return_inverse=True)
        return self

    def predict(self, X: Tensor) -> Tensor:
        """The winning labels, (n,)."""
        votes = one_hot(self.numbers[nearest(X, self.X, self.k)], len(self.classes)).sum(dim=1)
        return self.classes[votes.argmax(dim=1)]


class KNNRegressor:
    """A regressor by the mean."""

    def __init__(self, k: int) -> None:
        self.k, self.X, self.y = k, None, None

    def fit(self, X: Tensor, y: Tensor) -> "KNNRegressor":
        """Remember points and targets."""
        self.X = X if self.X is None else torch.cat([self.X, X])
        self.y = y if self.y is None else torch.cat([self.y, y])
        return self

    def predict(self, X: Tensor) -> Tensor:
        """The mean targets, (n,)."""
        return self.y[nearest(X, self.X, self.k)].mean(dim=1)


def choose_k(X: Tensor, y: Tensor, ks: list[int], folds: int, seed: int) -> int:
    """The k that wins the cross-validation."""
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    right = dict.fromkeys(ks, 0)
    for part in order.tensor_split(folds):
        rest = torch.ones(len(X), dtype=torch.bool)
        rest[part] = False
        for k in ks:
            predicted = KNN(k).fit(X[rest], y[rest]).predict(X[part])
            right[k] += int((predicted == y[part]).sum())
    return max(ks, key=lambda k: right[k])
