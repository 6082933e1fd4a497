"""Believes that every column varies.

expect: test_constant_column_survives
says: A constant column has std 0, and 0 / 0 is NaN: one such column spoils every loss that comes after it. Decide what to divide by instead.
says_zh: 常数列的标准差是 0，而 0 / 0 是 NaN：只要有一列这样，之后的损失就全毁了。想一想此时该除以什么。
"""


class Standardizer:
    """(x - mean) / std, column by column."""

    def fit(self, X: Tensor) -> None:
        """Remember the mean and the std of each column."""
        self.mean = X.mean(dim=0)
        std = X.std(dim=0, correction=0)
        self.std = std

    def transform(self, X: Tensor) -> Tensor:
        """X in the scale that fit has learned."""
        return (X - self.mean) / self.std

    def fit_transform(self, X: Tensor) -> Tensor:
        """fit, then transform."""
        self.fit(X)
        return self.transform(X)
