"""Believes that raw is a table of one's own.

expect: test_raw_stays_as_it_was
says: You write the medians into raw, the caller's own tensor, because a slice is a view of it. Afterwards nobody can see any more which ages were unknown.
says_zh: 你把中位数写进了 raw，也就是调用者自己的张量，因为切片是它的视图。之后谁也看不出哪些年龄是未知的。
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
        unknown = numbers[:, :1].isnan().to(raw.dtype)
        numbers[:] = torch.where(numbers.isnan(), self.median, numbers)
        scaled = (numbers - self.mean) / self.std
        classes = (raw[:, :1] == torch.tensor([1.0, 2.0, 3.0])).to(raw.dtype)
        ports = (raw[:, 6:] == torch.tensor([0.0, 1.0, 2.0])).to(raw.dtype)
        return torch.cat([scaled, unknown, raw[:, 1:2], classes, ports], dim=1).float()
