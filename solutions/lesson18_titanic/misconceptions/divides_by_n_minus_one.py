"""Believes that there is only one standard deviation.

expect: test_numbers_are_scaled_by_the_fitted_part, test_gaps_take_the_fitted_median, test_gaps_in_the_fitted_part,
    test_raw_stays_as_it_was, test_fit_forgets_and_returns_self
says: Your std divides by n - 1, as torch does by default. Asked is that of the population, which divides by n.
says_zh: 你的标准差除以 n - 1，这是 torch 的默认做法。这里要的是总体标准差，除以 n。
"""


class Preparation:
    """Fill the gaps and scale."""

    def fit(self, raw: Tensor) -> "Preparation":
        numbers = raw[:, 2:6]
        self.median = numbers.nanmedian(dim=0).values
        filled = torch.where(numbers.isnan(), self.median, numbers)
        self.mean = filled.mean(dim=0)
        std = filled.std(dim=0)
        self.std = torch.where(std == 0, 1.0, std)
        return self

    def transform(self, raw: Tensor) -> Tensor:
        numbers = raw[:, 2:6]
        scaled = (torch.where(numbers.isnan(), self.median, numbers) - self.mean) / self.std
        unknown = numbers[:, :1].isnan().to(raw.dtype)
        classes = (raw[:, :1] == torch.tensor([1.0, 2.0, 3.0])).to(raw.dtype)
        ports = (raw[:, 6:] == torch.tensor([0.0, 1.0, 2.0])).to(raw.dtype)
        return torch.cat([scaled, unknown, raw[:, 1:2], classes, ports], dim=1).float()
