"""Believes that a method that learns has nothing to give back.

expect: test_fit_forgets_and_returns_self, test_one_answer_for_each_passenger, test_the_same_answer_twice,
    test_no_passenger_counts_for_another, test_survived_is_not_read_in_predict, test_unheard_of_survivors_are_found
says: Your fit ends without return self, so it gives None, and Preparation().fit(raw).transform(raw) cannot go on.
says_zh: 你的 fit 末尾没有 return self，返回的是 None，于是 Preparation().fit(raw).transform(raw) 无法继续。
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

    def transform(self, raw: Tensor) -> Tensor:
        numbers = raw[:, 2:6]
        scaled = (torch.where(numbers.isnan(), self.median, numbers) - self.mean) / self.std
        unknown = numbers[:, :1].isnan().to(raw.dtype)
        classes = (raw[:, :1] == torch.tensor([1.0, 2.0, 3.0])).to(raw.dtype)
        ports = (raw[:, 6:] == torch.tensor([0.0, 1.0, 2.0])).to(raw.dtype)
        return torch.cat([scaled, unknown, raw[:, 1:2], classes, ports], dim=1).float()
