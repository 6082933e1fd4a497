"""Believes that what was learned once must stay.

expect: test_fit_forgets_and_returns_self
says: Your second fit changes nothing. Whoever calls fit again wants the new rows to count, and only those.
says_zh: 你的第二次 fit 什么也没改。再次调用 fit，就是要以新的行为准，而且只看新的行。
"""


class Preparation:
    """Fill the gaps and scale."""

    def fit(self, raw: Tensor) -> "Preparation":
        if hasattr(self, "median"):
            return self
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
        unknown = numbers[:, :1].isnan().to(raw.dtype)
        classes = (raw[:, :1] == torch.tensor([1.0, 2.0, 3.0])).to(raw.dtype)
        ports = (raw[:, 6:] == torch.tensor([0.0, 1.0, 2.0])).to(raw.dtype)
        return torch.cat([scaled, unknown, raw[:, 1:2], classes, ports], dim=1).float()
