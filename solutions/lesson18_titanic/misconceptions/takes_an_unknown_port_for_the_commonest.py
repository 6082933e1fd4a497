"""Believes that who has no port in the list came aboard where most did.

expect: test_each_port_has_a_column
says: You make an unknown port S. Here it stays unknown: 0 in all three columns.
says_zh: 你把未知的港口当成了 S。这里它仍是未知：三列都是 0。
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
        unknown = numbers[:, :1].isnan().to(raw.dtype)
        classes = (raw[:, :1] == torch.tensor([1.0, 2.0, 3.0])).to(raw.dtype)
        ports = (raw[:, 6:].nan_to_num(0.0) == torch.tensor([0.0, 1.0, 2.0])).to(raw.dtype)
        return torch.cat([scaled, unknown, raw[:, 1:2], classes, ports], dim=1).float()
