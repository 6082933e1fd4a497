"""Believes that the normal density is exp(-x * x / 2).

expect: test_gelu_gradient_of_drawn_numbers, test_smooth_ones_in_float64
says: In your slope of gelu the density is exp(-x * x / 2) alone. A density is scaled so that the area under it is 1, and this one lacks that factor.
says_zh: 在你的 gelu 斜率里，密度只有 exp(-x * x / 2)。密度函数要乘一个系数，使曲线下的面积等于 1，这里少了它。
"""


def gelu_gradient(x: Tensor) -> Tensor:
    """Slope of gelu at each number; 1 far above 0, 0 far below, never NaN."""
    return normal_cdf(x) + x * torch.exp(-x * x / 2)
