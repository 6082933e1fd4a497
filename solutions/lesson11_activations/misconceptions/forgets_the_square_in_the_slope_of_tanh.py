"""Believes that the slope of tanh is 1 - tanh.

expect: test_tanh_gradient_of_drawn_numbers, test_s_curves_are_flat_far_from_zero, test_s_curves_in_float64
says: Your slope of tanh is 1 - tanh(x), without a square: it gives almost 2 far below 0, where the curve is flat.
says_zh: 你给出的 tanh 的斜率是 1 - tanh(x)，少了平方：x 远小于 0 时它接近 2，而那里的曲线是平的。
"""


def tanh_gradient(x: Tensor) -> Tensor:
    """Slope of tanh at each number; 0, not NaN, far from 0."""
    return 1 - tanh(x)
