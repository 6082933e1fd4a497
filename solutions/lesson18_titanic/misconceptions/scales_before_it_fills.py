"""Believes that filling with the median and leaving gaps out of the statistics come to the same.

expect: test_gaps_in_the_fitted_part, test_raw_stays_as_it_was
says: You take mean and std of the known values only. The order here is: fill, then take mean and std of the filled column, because that is the column that gets scaled.
says_zh: 你只对已知值求均值和标准差。这里的顺序是：先填充，再对填好的列求均值和标准差，因为被缩放的正是这一列。
"""


class Preparation:
    """Fill the gaps and scale."""

    def fit(self, raw: Tensor) -> "Preparation":
        numbers = raw[:, 2:6]
        self.median = numbers.nanmedian(dim=0).values
        filled = torch.where(numbers.isnan(), self.median, numbers)
        self.mean = numbers.nanmean(dim=0)
        std = ((numbers - self.mean) ** 2).nanmean(dim=0).sqrt()
        self.std = torch.where(std == 0, 1.0, std)
        return self

    def transform(self, raw: Tensor) -> Tensor:
        numbers = raw[:, 2:6]
        scaled = (torch.where(numbers.isnan(), self.median, numbers) - self.mean) / self.std
        unknown = numbers[:, :1].isnan().to(raw.dtype)
        classes = (raw[:, :1] == torch.tensor([1.0, 2.0, 3.0])).to(raw.dtype)
        ports = (raw[:, 6:] == torch.tensor([0.0, 1.0, 2.0])).to(raw.dtype)
        return torch.cat([scaled, unknown, raw[:, 1:2], classes, ports], dim=1).float()
