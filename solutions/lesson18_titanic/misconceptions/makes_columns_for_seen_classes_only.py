"""Believes that the fitted part shows every class.

expect: test_each_class_has_a_column
says: You make a column for each class that fit has seen, and fill up with zeros. Then the places of the classes depend on the training part; give each of 1, 2 and 3 its fixed column.
says_zh: 你只为 fit 见过的舱位等级建列，其余补 0。这样各等级的位置取决于训练部分；应当给 1、2、3 各一个固定的列。
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
        self.classes = raw[:, 0].unique()
        return self

    def transform(self, raw: Tensor) -> Tensor:
        numbers = raw[:, 2:6]
        scaled = (torch.where(numbers.isnan(), self.median, numbers) - self.mean) / self.std
        unknown = numbers[:, :1].isnan().to(raw.dtype)
        classes = torch.zeros(len(raw), 3)
        classes[:, : len(self.classes)] = (raw[:, :1] == self.classes).to(raw.dtype)
        ports = (raw[:, 6:] == torch.tensor([0.0, 1.0, 2.0])).to(raw.dtype)
        return torch.cat([scaled, unknown, raw[:, 1:2], classes, ports], dim=1).float()
