"""Lesson 14: nearest neighbours, a model that learns nothing and remembers everything.

Shapes: n points of d features make X of shape (n, d); y has one label or one target per point, shape (n,).
"""

import torch
from torch import Tensor

# BEGIN SOLUTION task 4: what the solution counts labels with
from torch.nn.functional import one_hot

# END SOLUTION
# BEGIN SOLUTION task 5: a helper of the solution, not part of the stub

ROWS = 1000  # queries at a time: 1,000 x 10,000 float64 distances are 80 MB


def nearest(queries: Tensor, points: Tensor, k: int) -> Tensor:
    """Which `points` are the k nearest of each query, as row numbers of shape (len(queries), k)."""
    # Only k numbers a query are kept, so the distances of one part can go before those of the next are made.
    # topk makes a small table of its own; argsort()[:, :k] would be a view that keeps the whole one in memory.
    # split also gives the last part, which may be shorter.
    parts = [distances(part, points).topk(k, dim=1, largest=False).indices for part in queries.split(ROWS)]
    return torch.cat(parts)


# END SOLUTION


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
    # BEGIN SOLUTION task 1: the differences of all pairs, squared, added up over the features, and the root
    # (a[:, None] - b).square().sum(dim=2).sqrt() is the same, with d times the memory in between. From 26 rows
    # on, cdist would take the short cut a*a - 2*a*b + b*b, which is faster and loses digits: we ask it not to.
    return torch.cdist(a, b, compute_mode="donot_use_mm_for_euclid_dist")
    # END SOLUTION


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
        # BEGIN SOLUTION task 2: remember k
        self.k = k
        # END SOLUTION

    def fit(self, X: Tensor, y: Tensor) -> "KNN":
        """Remember the points and their labels; what an earlier fit remembered is forgotten.

        X: (n, d), floats. y: (n,), int64, any whole numbers >= 0; they need not begin with 0 and may have gaps.
        X and y stay as they were. What is returned is up to you.
        """
        # BEGIN SOLUTION task 2: keep X and y
        # The sorted labels and their numbers 0, 1, 2: then labels with gaps, say 3 and 800, need two counters.
        self.classes, self.numbers = torch.unique(y, return_inverse=True)
        self.X = X
        return self
        # END SOLUTION

    def predict(self, X: Tensor) -> Tensor:
        """The label that wins among the k nearest remembered points of each row of X.

        X: (n, d), n >= 1. Returns labels as a tensor of shape (n,), of any dtype. X stays as it was.
        Task 5: 10,000 rows against 10,000 remembered points stay within the lesson's memory of 800 MB.
        """
        # BEGIN SOLUTION task 2: find the k nearest of each row, count their labels; in task 5 part by part
        votes = one_hot(self.numbers[nearest(X, self.X, self.k)], len(self.classes)).sum(dim=1)
        # argmax takes the first of several largest counts, and the classes are sorted: a tie goes to the smallest.
        return self.classes[votes.argmax(dim=1)]
        # END SOLUTION


class KNNRegressor:
    """A regressor: the mean of the targets of the k nearest remembered points, all with the same weight.

    k: how many are averaged, never more than the points given to fit.

    >>> model = KNNRegressor(k=2)
    >>> _ = model.fit(torch.tensor([[0.0], [1.0], [9.0]]), torch.tensor([1.0, 2.0, 50.0]))
    >>> float(model.predict(torch.tensor([[0.4]]))[0])
    1.5
    """

    def __init__(self, k: int) -> None:
        # BEGIN SOLUTION task 3: remember k
        self.k = k
        # END SOLUTION

    def fit(self, X: Tensor, y: Tensor) -> "KNNRegressor":
        """Remember the points and their targets; what an earlier fit remembered is forgotten.

        X: (n, d), floats; y: (n,), floats. X and y stay as they were. What is returned is up to you.
        """
        # BEGIN SOLUTION task 3: keep X and y
        self.X, self.y = X, y
        return self
        # END SOLUTION

    def predict(self, X: Tensor) -> Tensor:
        """The mean target of the k nearest remembered points of each row of X.

        X: (n, d), n >= 1. Returns floats of shape (n,), of any floating dtype. X stays as it was.
        Many rows against many points are computed part by part here too.
        """
        # BEGIN SOLUTION task 3: find the k nearest of each row, average their targets; in task 5 part by part
        # Indexing with a table of row numbers (n, k) gives a table of targets (n, k): one row per query.
        return self.y[nearest(X, self.X, self.k)].mean(dim=1)
        # END SOLUTION


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
    # BEGIN SOLUTION task 4: mix, cut, hold each part out once, count what each k gets right
    # A generator of our own: nothing that was drawn before changes the parts, and we change nobody's numbers.
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    right = dict.fromkeys(ks, 0)
    for part in order.tensor_split(folds):
        rest = torch.ones(len(X), dtype=torch.bool)
        rest[part] = False
        for k in ks:
            # The same row numbers for X and y: what is mixed stays a pair.
            predicted = KNN(k).fit(X[rest], y[rest]).predict(X[part])
            right[k] += int((predicted == y[part]).sum())
    return max(ks, key=lambda k: right[k])
    # END SOLUTION
