"""Believes that zero says not known.

expect: test_gaps_take_the_fitted_median, test_gaps_in_the_fitted_part, test_raw_stays_as_it_was
says: You fill gaps with 0 before anything else is computed. An age of 0 is a newborn child; zeros pull mean and std down and tell the network something false.
says_zh: 你一开始就把空缺填成 0。年龄 0 表示新生儿；这些 0 会拉低均值、改变标准差，还告诉网络一件不真实的事。
"""


class Preparation:
    """Fill the gaps and scale."""

    def fit(self, raw: Tensor) -> "Preparation":
        numbers = raw[:, 2:6]
        self.median = torch.zeros(4)
        filled = torch.where(numbers.isnan(), self.median, numbers)
        self.mean = filled.mean(dim=0)
        std = filled.std(dim=0, correction=0)
        self.std = torch.where(std == 0, 1.0, std)
        return self

    def transform(self, raw: Tensor) -> Tensor:
        numbers = raw[:, 2:6]
        scaled = (torch.where(numbers.isnan(), self.median, numbers) - self.mean) / self.std
        unknown = numbers[:, :1].isnan().to(raw.dtype)
        classes = (raw[:, :1] == torch.tensor([1.0, 2.0, 3.0])).to(raw.dtype)
        ports = (raw[:, 6:] == torch.tensor([0.0, 1.0, 2.0])).to(raw.dtype)
        return torch.cat([scaled, unknown, raw[:, 1:2], classes, ports], dim=1).float()
