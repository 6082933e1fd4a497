"""Believes that a*a - 2*a*b + b*b is as good on a computer as on paper.

expect: test_a_point_is_zero_away_from_itself, test_neighbours_far_from_the_origin_keep_their_digits
says: You expanded the square. Far from the origin a*a and b*b are huge and almost cancel, and the digits of the difference go with them; below 0 the root is NaN.
says_zh: 你把平方展开了。离原点很远时 a*a、b*b 都很大，几乎完全抵消，差的有效数字也随之丢失；若减出了负数，开方就是 NaN。
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
    squares = (a * a).sum(dim=1)[:, None] - 2 * a @ b.T + (b * b).sum(dim=1)
    return squares.sqrt()


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
