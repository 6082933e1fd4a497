"""Believes that a - b compares every point with every other one.

expect: test_distances_of_drawn_points, test_distances_of_any_sizes, test_neighbours_far_from_the_origin_keep_their_digits, test_distances_in_float64, test_distances_leave_their_arguments_as_they_were, test_a_point_is_zero_away_from_itself
says: Your a - b met row by row: the first with the first, the second with the second. Every point of a has to meet every point of b, in a table (n, m).
says_zh: 你的 a - b 是按行一一对应的：第一个对第一个，第二个对第二个。a 的每个点都要与 b 的每个点相比，得到 (n, m) 的表。
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
    return (a - b).square().sum(dim=1).sqrt()


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
