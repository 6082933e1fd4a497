"""Believes that a gap can still be seen after it is filled.

expect: test_column_4_marks_unknown_ages
says: Your column 4 is always 0: you look for NaN after the ages have been filled. Take down where the gaps are first.
says_zh: 你的第 4 列总是 0：年龄填好之后你才去找 NaN。应当先记下空缺在哪里。
"""


class Preparation:
    """Fill the gaps and scale."""

    def fit(self, raw: Tensor) -> "Preparation":
        numbers = raw[:, 2:6]
        self.median = numbers.nanmedian(dim=0).values
        filled = torch.where(numbers.isnan(), self.median, numbers)
        self.mean = filled.mean(dim=0)
        std = filled.std(dim=0, correction=0)
        self.std = torch.where(std == 0, 1.0, std)
        return self

    def transform(self, raw: Tensor) -> Tensor:
        numbers = raw[:, 2:6]
        scaled = (torch.where(numbers.isnan(), self.median, numbers) - self.mean) / self.std
        unknown = torch.where(numbers.isnan(), self.median, numbers)[:, :1].isnan().to(raw.dtype)
        classes = (raw[:, :1] == torch.tensor([1.0, 2.0, 3.0])).to(raw.dtype)
        ports = (raw[:, 6:] == torch.tensor([0.0, 1.0, 2.0])).to(raw.dtype)
        return torch.cat([scaled, unknown, raw[:, 1:2], classes, ports], dim=1).float()
