"""Believes that every table is standardized by its own mean and std.

expect: test_transform_uses_the_statistics_of_fit, test_fit_transform_remembers_what_it_has_fitted,
    test_fitting_again_forgets_the_first_time, test_two_standardizers_do_not_share
says: Your transform computes mean and std from the rows that it is given. They belong to the rows given to fit: a test part that sets its own scale is leakage, and one single row has no scale at all.
says_zh: 你的 transform 用传进来的那些行重新计算了均值和标准差。它们应当来自 fit 时的数据：测试部分自己定尺度，就和训练时对不上了；而只有一行时，根本算不出尺度。
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
        self.fit(X)
        return (X - self.mean) / self.std

    def fit_transform(self, X: Tensor) -> Tensor:
        """fit, then transform."""
        self.fit(X)
        return self.transform(X)
