"""Believes that exp(x) / (1 + exp(x)) is as good a sigmoid.

expect: test_s_curves_of_ten_thousand, test_s_curves_are_flat_far_from_zero, test_smooth_ones_of_ten_thousand,
    test_smooth_slopes_far_from_zero
says: exp(10000) is inf, and inf / inf is NaN. The same fraction can be written with an exp in the denominator only.
says_zh: exp(10000) 是 inf，inf / inf 是 NaN。同一个分式可以写成只有分母里才有 exp。
"""


def sigmoid(x: Tensor) -> Tensor:
    """1 / (1 + exp(-x)): any number into (0, 1). Finite for every finite x."""
    return torch.exp(x) / (1 + torch.exp(x))
