"""Believes that a second fit adds to the first.

expect: test_a_second_fit_forgets_the_first, test_a_second_fit_of_the_regressor_forgets_the_first
says: Your second fit added its points to those of the first. fit starts anew each time.
says_zh: 第二次 fit 时，你把新的点加进了旧的点里。每次 fit 都应从头开始。
"""


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
