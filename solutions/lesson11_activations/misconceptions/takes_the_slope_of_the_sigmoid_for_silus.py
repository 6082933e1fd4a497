"""Believes that the derivative of a product is the derivative of its interesting factor.

expect: test_silu_gradient_of_drawn_numbers, test_smooth_slopes_far_from_zero, test_smooth_ones_in_float64
says: Your silu_gradient is the slope of the sigmoid. silu is x times the sigmoid: far above 0 it grows like x, with slope 1, and yours is 0 there.
says_zh: 你的 silu_gradient 是 sigmoid 的斜率。silu 是 x 乘 sigmoid：x 很大时它像 x 一样增长，斜率是 1，而你那里是 0。
"""


def silu_gradient(x: Tensor) -> Tensor:
    """Slope of silu at each number; 1 far above 0, 0 far below, never NaN."""
    return sigmoid_gradient(x)
