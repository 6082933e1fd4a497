"""Believes that elu always runs out to -1.

expect: test_elu_of_drawn_numbers, test_smooth_ones_of_ten_thousand, test_elu_gradient_of_drawn_numbers,
    test_smooth_slopes_far_from_zero, test_smooth_ones_in_float64
says: Your elu and its slope do not depend on alpha. Far below 0, elu comes to rest at -alpha.
says_zh: 你的 elu 和它的斜率都与 alpha 无关。远在 0 以下，elu 应停在 -alpha。
"""


def elu(x: Tensor, alpha: float = 1.0) -> Tensor:
    """x above 0, alpha * (exp(x) - 1) below: a ReLU that runs out smoothly to -alpha."""
    return torch.where(x > 0, x, torch.expm1(x))


def elu_gradient(x: Tensor, alpha: float = 1.0) -> Tensor:
    """Slope of elu at each number: 1 above 0, alpha * exp(x) below."""
    return torch.where(x > 0, 1.0, torch.exp(x))
