"""Believes that a product with a mask of zeros removes whatever stands beside it.

expect: test_smooth_ones_of_ten_thousand, test_smooth_slopes_far_from_zero
says: Above 0 your mask multiplies exp(10000), which is inf, and 0 * inf is NaN. A mask cannot remove an infinite number; a choice can.
says_zh: 在 0 以上，你的掩码乘的是 exp(10000)，也就是 inf，而 0 * inf 是 NaN。相乘去不掉无穷大，二选一才行。
"""


def elu(x: Tensor, alpha: float = 1.0) -> Tensor:
    """x above 0, alpha * (exp(x) - 1) below: a ReLU that runs out smoothly to -alpha."""
    return (x > 0) * x + (x <= 0) * (alpha * (torch.exp(x) - 1))


def elu_gradient(x: Tensor, alpha: float = 1.0) -> Tensor:
    """Slope of elu at each number: 1 above 0, alpha * exp(x) below."""
    return (x > 0) + (x <= 0) * (alpha * torch.exp(x))
