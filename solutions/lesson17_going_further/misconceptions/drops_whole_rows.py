"""Believes that one draw per row is enough.

expect: test_each_number_is_dropped_by_itself
says: You dropped whole rows together. Chance decides for each number by itself, so draw as many random numbers as x has numbers.
says_zh: 你是整行一起丢弃的。每个数都要各自由随机数决定，x 有多少个数就抽多少个随机数。
"""


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    """Set each number to 0 with probability p, each by itself, and divide the others by 1 - p."""
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x)
    kept = torch.rand((*x.shape[:1], *[1] * (x.ndim - 1)), generator=generator) >= p
    return x * kept / (1 - p)
