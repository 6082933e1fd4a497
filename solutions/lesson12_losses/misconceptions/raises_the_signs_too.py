"""Believes that a power makes every difference positive, as the square does.

expect: test_triplet_measures_with_the_norm_that_is_named
says: You raise the differences with their signs. For p = 1 or 3 negative ones stay negative and cancel the others: only for an even p does the power remove the sign.
says_zh: 你对带符号的差求了幂。p 是 1 或 3 时，负的差求幂后还是负的，会与别的差抵消；只有 p 为偶数时，求幂才会去掉符号。
"""


def triplet_margin(
    anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0, p: float = 2.0, reduction: str = "mean"
) -> Tensor:
    """Wants the negative farther from the anchor than the positive, by `margin` at least."""
    near = ((anchor - positive) ** p).sum(dim=1) ** (1 / p)
    far = ((anchor - negative) ** p).sum(dim=1) ** (1 / p)
    return reduce_losses((near - far + margin).clamp(min=0), reduction)
