"""Believes that torch.std without arguments is the population's deviation.

expect: test_every_column_gets_mean_0_and_std_1, test_transform_uses_the_statistics_of_fit,
    test_fit_transform_remembers_what_it_has_fitted, test_fitting_again_forgets_the_first_time,
    test_two_standardizers_do_not_share, test_constant_column_survives
says: Your deviations are a little too large: torch.std divides by n - 1 by default. The population's deviation divides by n.
says_zh: 你的标准差略大了一点：torch.std 默认除以 n - 1，而总体标准差除以 n。
"""


class Standardizer:
    """(x - mean) / std, column by column."""

    def fit(self, X: Tensor) -> None:
        """Remember the mean and the std of each column."""
        self.mean = X.mean(dim=0)
        std = X.std(dim=0)
        constant = (X - X[0] == 0).all(dim=0)
        self.std = torch.where(constant, torch.ones_like(std), std)

    def transform(self, X: Tensor) -> Tensor:
        """X in the scale that fit has learned."""
        return (X - self.mean) / self.std

    def fit_transform(self, X: Tensor) -> Tensor:
        """fit, then transform."""
        self.fit(X)
        return self.transform(X)
