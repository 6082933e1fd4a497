"""Believes that p is the probability to keep a number.

expect: test_survivors_are_divided_by_one_minus_p, test_the_share_of_zeros_is_p, test_p_of_zero_and_of_one
says: You took p for the share that stays. In PyTorch p is the share that is dropped: with p = 0 all stay.
says_zh: 你把 p 当成了保留的比例。在 PyTorch 里，p 是丢弃的比例：p = 0 时全部保留。
"""


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    """Zeros with probability p, the others divided by 1 - p."""
    if not training:
        return x
    kept = torch.rand(x.shape, generator=generator) < p
    return x * kept / p
