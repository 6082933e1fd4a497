"""Believes that the gate may be held fixed while x changes.

expect: test_silu_gradient_of_drawn_numbers, test_gelu_gradient_of_drawn_numbers, test_smooth_slopes_far_from_zero,
    test_smooth_ones_in_float64
says: Your slopes are the gate alone. The gate opens as x grows, and that change is multiplied by x: a product has two terms.
says_zh: 你的斜率只有门本身。x 变大时门也在打开，这个变化还要乘以 x：乘积求导有两项。
"""


def silu_gradient(x: Tensor) -> Tensor:
    """Slope of silu at each number; 1 far above 0, 0 far below, never NaN."""
    return sigmoid(x)


def gelu_gradient(x: Tensor) -> Tensor:
    """Slope of gelu at each number; 1 far above 0, 0 far below, never NaN."""
    return normal_cdf(x)
