"""Believes that a function with exp in it is its own derivative.

expect: test_elu_gradient_of_drawn_numbers, test_smooth_slopes_far_from_zero, test_smooth_ones_in_float64
says: Below 0 your slope is alpha * (exp(x) - 1), the value of elu. exp is its own derivative; the constant beside it is not.
says_zh: 在 0 以下，你给的斜率是 alpha * (exp(x) - 1)，那是 elu 的值。exp 的导数是它自己，旁边的常数却不是。
"""


def elu_gradient(x: Tensor, alpha: float = 1.0) -> Tensor:
    """Slope of elu at each number: 1 above 0, alpha * exp(x) below."""
    return torch.where(x > 0, 1.0, alpha * torch.expm1(x))
