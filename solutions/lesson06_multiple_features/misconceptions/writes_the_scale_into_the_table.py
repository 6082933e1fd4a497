"""Believes that an argument may be overwritten, as the function has its own copy.

expect: test_standardizer_leaves_X_as_it_was
says: -= and /= write into the caller's own tensor: after your call the original table is gone. Make a new tensor.
says_zh: -= 和 /= 会直接改写调用者的张量：调用之后，原来的表格就没有了。请生成一个新的张量。
"""


class Standardizer:
    """(x - mean) / std, column by column."""

    def fit(self, X: Tensor) -> None:
        """Remember the mean and the std of each column."""
        self.mean = X.mean(dim=0)
        std = X.std(dim=0, correction=0)
        constant = (X - X[0] == 0).all(dim=0)
        self.std = torch.where(constant, torch.ones_like(std), std)

    def transform(self, X: Tensor) -> Tensor:
        """X in the scale that fit has learned."""
        X -= self.mean
        X /= self.std
        return X

    def fit_transform(self, X: Tensor) -> Tensor:
        """fit, then transform."""
        self.fit(X)
        return self.transform(X)
