"""Believes that the short formula for the variance is as good on a computer as on paper.

expect: test_column_far_from_zero_keeps_its_spread
says: The mean of the squares less the square of the mean: near 10000 both are near 100 million, where float32 keeps only every eighth number. Start from the deviations from the mean.
says_zh: 平方的均值减去均值的平方：数值在 10000 附近时，两者都在一亿上下，float32 在那里每隔 8 才有一个数。请从与均值的偏差算起。
"""


class Standardizer:
    """(x - mean) / std, column by column."""

    def fit(self, X: Tensor) -> None:
        """Remember the mean and the std of each column."""
        self.mean = X.mean(dim=0)
        std = ((X**2).mean(dim=0) - self.mean**2).clamp(min=0).sqrt()
        constant = (X - X[0] == 0).all(dim=0)
        self.std = torch.where(constant, torch.ones_like(std), std)

    def transform(self, X: Tensor) -> Tensor:
        """X in the scale that fit has learned."""
        return (X - self.mean) / self.std

    def fit_transform(self, X: Tensor) -> Tensor:
        """fit, then transform."""
        self.fit(X)
        return self.transform(X)
