"""Believes that a near neighbour has more to say than a far one, about a number too.

expect: test_regression_is_the_mean_of_the_nearest, test_regression_with_all_points_is_the_mean_of_all,
    test_regression_of_one_query_or_many, test_a_second_fit_of_the_regressor_forgets_the_first,
    test_no_query_is_lost_between_the_parts
says: You let a near neighbour's target count for more. In this regressor the k nearest all have the same weight, however near they are.
says_zh: 你让近的邻居的目标值更重。在这里的回归器中，k 个近邻不论远近，权重都一样。
"""


class KNNRegressor:
    """A regressor by mean."""

    def __init__(self, k: int) -> None:
        self.k = k

    def fit(self, X: Tensor, y: Tensor) -> "KNNRegressor":
        """Remember points and targets."""
        self.X, self.y = X, y
        return self

    def predict(self, X: Tensor) -> Tensor:
        """The weighted mean target, (n,)."""
        rows = nearest(X, self.X, self.k)
        weights = 1 / ((X[:, None] - self.X[rows]).square().sum(dim=2).sqrt() + 1e-8)
        return (weights * self.y[rows]).sum(dim=1) / weights.sum(dim=1)
