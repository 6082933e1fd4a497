"""Believes that the sum of the squared differences is the distance already.

expect: test_distances_of_drawn_points, test_distances_of_any_sizes, test_neighbours_far_from_the_origin_keep_their_digits, test_distances_in_float64, test_distances_leave_their_arguments_as_they_were
says: You returned the squared distances: (0, 0) and (3, 4) are 5 apart, not 25. The order of the neighbours is the same, which hides it.
says_zh: 你返回的是距离的平方：(0, 0) 与 (3, 4) 相距 5，不是 25。近邻的先后次序不受影响，所以不容易发现。
"""

import torch
from torch import Tensor
from torch.nn.functional import one_hot

ROWS = 1000


def nearest(queries: Tensor, points: Tensor, k: int) -> Tensor:
    """Row numbers of the k nearest points of each query."""
    parts = [torch.cdist(part, points).topk(k, dim=1, largest=False).indices for part in queries.split(ROWS)]
    return torch.cat(parts)


def distances(a: Tensor, b: Tensor) -> Tensor:
    """The distances of all pairs, (n, m)."""
    return (a[:, None] - b).square().sum(dim=2)


class KNN:
    """A classifier by vote."""

    def __init__(self, k: int = 3) -> None:
        self.k = k

    def fit(self, X: Tensor, y: Tensor) -> "KNN":
        """Remember points and labels."""
        self.classes, self.numbers = torch.unique(y, return_inverse=True)
        self.X = X
        return self

    def predict(self, X: Tensor) -> Tensor:
        """The winning labels, (n,)."""
        votes = one_hot(self.numbers[nearest(X, self.X, self.k)], len(self.classes)).sum(dim=1)
        return self.classes[votes.argmax(dim=1)]


class KNNRegressor:
    """A regressor by the mean."""

    def __init__(self, k: int) -> None:
        self.k = k

    def fit(self, X: Tensor, y: Tensor) -> "KNNRegressor":
        """Remember points and targets."""
        self.X, self.y = X, y
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
