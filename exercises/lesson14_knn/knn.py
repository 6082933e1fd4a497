"""Lesson 14: nearest neighbours, a model that learns nothing and remembers everything.

Shapes: n points of d features make X of shape (n, d); y has one label or one target per point, shape (n,).
"""

import torch
from torch import Tensor


def distances(a: Tensor, b: Tensor) -> Tensor:
    """Measure the straight line from each point of a to each point of b.

    a: (n, d); b: (m, d); floats, both of one dtype, with coordinates of up to 1e15 in size. n, m and d are at
    least 1.
    Returns (n, m): row i, column j is the square root of the sum over the features of (a[i] - b[j])**2, to
    1e-5 relative, in float64 to 1e-10. A point is 0 away from itself, to 1e-4. Points that lie close together
    and far from the origin keep their digits. a and b stay as they were.

    >>> distances(torch.tensor([[0.0, 0.0]]), torch.tensor([[3.0, 4.0], [0.0, 2.0]]))
    tensor([[5., 2.]])
    """
    # TODO (task 1): the differences of all pairs, squared, added up over the features, and the root
    raise NotImplementedError("distances: start with task 1")


class KNN:
    """A classifier: the k nearest of the remembered points vote, one vote each, however near they are.

    k: how many vote, 3 by default, never more than the points given to fit. If several labels have the most
    votes, the smallest of them wins. Where two points are equally far, either may be taken for the nearer.

    >>> model = KNN(k=1)
    >>> _ = model.fit(torch.tensor([[0.0], [10.0]]), torch.tensor([7, 2]))
    >>> int(model.predict(torch.tensor([[1.0]]))[0])
    7
    """

    def __init__(self, k: int = 3) -> None:
        # TODO (task 2): remember k
        raise NotImplementedError("KNN: start with task 2")

    def fit(self, X: Tensor, y: Tensor) -> "KNN":
        """Remember the points and their labels; what an earlier fit remembered is forgotten.

        X: (n, d), floats. y: (n,), int64, any whole numbers >= 0; they need not begin with 0 and may have gaps.
        X and y stay as they were. What is returned is up to you.
        """
        # TODO (task 2): keep X and y
        raise NotImplementedError("KNN.fit: start with task 2")

    def predict(self, X: Tensor) -> Tensor:
        """The label that wins among the k nearest remembered points of each row of X.

        X: (n, d), n >= 1. Returns labels as a tensor of shape (n,), of any dtype. X stays as it was.
        Task 5: 10,000 rows against 10,000 remembered points stay within the lesson's memory of 800 MB.
        """
        # TODO (task 2): find the k nearest of each row, count their labels; in task 5 part by part
        raise NotImplementedError("KNN.predict: start with task 2")


class KNNRegressor:
    """A regressor: the mean of the targets of the k nearest remembered points, all with the same weight.

    k: how many are averaged, never more than the points given to fit.

    >>> model = KNNRegressor(k=2)
    >>> _ = model.fit(torch.tensor([[0.0], [1.0], [9.0]]), torch.tensor([1.0, 2.0, 50.0]))
    >>> float(model.predict(torch.tensor([[0.4]]))[0])
    1.5
    """

    def __init__(self, k: int) -> None:
        # TODO (task 3): remember k
        raise NotImplementedError("KNNRegressor: start with task 3")

    def fit(self, X: Tensor, y: Tensor) -> "KNNRegressor":
        """Remember the points and their targets; what an earlier fit remembered is forgotten.

        X: (n, d), floats; y: (n,), floats. X and y stay as they were. What is returned is up to you.
        """
        # TODO (task 3): keep X and y
        raise NotImplementedError("KNNRegressor.fit: start with task 3")

    def predict(self, X: Tensor) -> Tensor:
        """The mean target of the k nearest remembered points of each row of X.

        X: (n, d), n >= 1. Returns floats of shape (n,), of any floating dtype. X stays as it was.
        Many rows against many points are computed part by part here too.
        """
        # TODO (task 3): find the k nearest of each row, average their targets; in task 5 part by part
        raise NotImplementedError("KNNRegressor.predict: start with task 3")


def choose_k(X: Tensor, y: Tensor, ks: list[int], folds: int, seed: int) -> int:
    """Find by cross-validation which k classifies rows best that it has not seen.

    X: (n, d), floats; y: (n,), labels as for KNN. The rows are mixed at random and cut into `folds` parts
    whose sizes differ by one at most. Each part in turn is held out: a KNN that remembers all other rows
    predicts it. The k with the largest share of right predictions over all parts wins.
    ks: whole numbers in any order, each at most the number of rows outside a part. 2 <= folds <= n; with
    folds = n each row is held out alone.
    seed: a whole number that alone decides the mixing: the same seed gives the same parts, whatever
    random numbers were used before, and another seed gives others.
    Returns one of ks, as one number; if several are equally good, any of those. X and y stay as they were.

    >>> X, y = torch.tensor([[0.0], [1.0], [2.0], [10.0], [11.0], [12.0]]), torch.tensor([0, 0, 0, 1, 1, 1])
    >>> choose_k(X, y, ks=[1, 5], folds=6, seed=0)
    1
    """
    # TODO (task 4): mix, cut, hold each part out once, count what each k gets right
    raise NotImplementedError("choose_k: start with task 4")
