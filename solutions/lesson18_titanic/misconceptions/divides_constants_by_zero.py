"""Believes that every column varies.

expect: test_a_constant_column_is_not_divided
says: A column that is constant in the fitted part has the standard deviation 0, and you divide by it. 0 / 0 is NaN, and one NaN makes the whole loss NaN.
says_zh: 在 fit 那部分为常数的列，标准差是 0，而你除以了它。0 / 0 是 NaN，只要有一个 NaN，整个损失就是 NaN。
"""


class Preparation:
    """Fill the gaps and scale."""

    def fit(self, raw: Tensor) -> "Preparation":
        numbers = raw[:, 2:6]
        self.median = numbers.nanmedian(dim=0).values
        filled = torch.where(numbers.isnan(), self.median, numbers)
        self.mean = filled.mean(dim=0)
        std = filled.std(dim=0, correction=0)
        self.std = std
        return self

    def transform(self, raw: Tensor) -> Tensor:
        numbers = raw[:, 2:6]
        scaled = (torch.where(numbers.isnan(), self.median, numbers) - self.mean) / self.std
        unknown = numbers[:, :1].isnan().to(raw.dtype)
        classes = (raw[:, :1] == torch.tensor([1.0, 2.0, 3.0])).to(raw.dtype)
        ports = (raw[:, 6:] == torch.tensor([0.0, 1.0, 2.0])).to(raw.dtype)
        return torch.cat([scaled, unknown, raw[:, 1:2], classes, ports], dim=1).float()
