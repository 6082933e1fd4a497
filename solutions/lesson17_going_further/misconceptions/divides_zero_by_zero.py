"""Forgets that p may be 1.

expect: test_p_of_zero_and_of_one
says: With p = 1 you divided 0 by 0, and that is NaN.
says_zh: p = 1 时你用 0 除以 0，结果是 NaN。
"""


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    """Zeros with probability p, the others divided by 1 - p."""
    if not training:
        return x
    kept = torch.rand(x.shape, generator=generator) >= p
    return x * kept / (1 - p)
