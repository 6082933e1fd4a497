"""Believes that a default from another library holds here.

expect: test_three_vote_by_default
says: Your KNN() asks five neighbours, as scikit-learn does. Here the default is k=3.
says_zh: 你的 KNN() 默认看 5 个近邻，那是 scikit-learn 的习惯。这里默认 k=3。
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

    def __init__(self, k: int = 5) -> None:
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
