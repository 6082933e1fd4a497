"""Believes that one mean and one std describe a table, and takes torch.std as it comes.

expect: test_every_column_gets_mean_0_and_std_1, test_transform_uses_the_statistics_of_fit,
    test_fit_transform_remembers_what_it_has_fitted, test_fitting_again_forgets_the_first_time,
    test_two_standardizers_do_not_share, test_constant_column_survives, test_standardizer_leaves_X_as_it_was
says: You computed one mean and one std over all numbers, ages and levels together. Each column needs its own: both take a dimension. Then look at what torch.std divides by.
says_zh: 你对所有的数只求了一个均值、一个标准差，年龄和血液指标混在了一起。每一列要有自己的统计量：mean 和 std 都可以指定维度。然后再看看 torch.std 除以的是几。
"""


class Standardizer:
    """(x - mean) / std, column by column."""

    def fit(self, X: Tensor) -> None:
        """Remember the mean and the std of each column."""
        self.mean = X.mean()
        std = X.std()
        constant = (X - X[0] == 0).all()
        self.std = torch.where(constant, torch.ones_like(std), std)

    def transform(self, X: Tensor) -> Tensor:
        """X in the scale that fit has learned."""
        return (X - self.mean) / self.std

    def fit_transform(self, X: Tensor) -> Tensor:
        """fit, then transform."""
        self.fit(X)
        return self.transform(X)
