"""Believes that an attribute of the class belongs to each object.

expect: test_two_standardizers_do_not_share
says: You stored mean and std on the class, so all Standardizers share them and the last fit wins. Store them on self.
says_zh: 你把均值和标准差存在了类上，所有 Standardizer 共用一份，最后一次 fit 会盖掉别人的。请存到 self 上。
"""


class Standardizer:
    """(x - mean) / std, column by column."""

    def fit(self, X: Tensor) -> None:
        """Remember the mean and the std of each column."""
        Standardizer.mean = X.mean(dim=0)
        std = X.std(dim=0, correction=0)
        constant = (X - X[0] == 0).all(dim=0)
        Standardizer.std = torch.where(constant, torch.ones_like(std), std)

    def transform(self, X: Tensor) -> Tensor:
        """X in the scale that fit has learned."""
        return (X - self.mean) / self.std

    def fit_transform(self, X: Tensor) -> Tensor:
        """fit, then transform."""
        self.fit(X)
        return self.transform(X)
