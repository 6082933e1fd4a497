"""Believes that a probability p means exactly p times n of n.

expect: test_each_number_is_dropped_by_itself
says: You dropped the same count in every call. A probability leaves the count to chance: chance decides for each number by itself, without looking at the others.
says_zh: 你每次丢弃的个数都一样。概率并不固定个数：每个数各抽各的，互不相干。
"""


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    """Zeros with probability p, the others divided by 1 - p."""
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x)
    kept = torch.ones(x.numel())
    kept[torch.randperm(x.numel(), generator=generator)[: round(p * x.numel())]] = 0
    kept = kept.reshape(x.shape)
    return x * kept / (1 - p)
