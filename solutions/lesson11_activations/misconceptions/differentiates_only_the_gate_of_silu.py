"""Believes that x is a constant factor in x * sigmoid(x).

expect: test_silu_gradient_of_drawn_numbers, test_smooth_slopes_far_from_zero, test_smooth_ones_in_float64
says: Your slope of silu is x times the slope of the sigmoid. That is one term of two: x changes as well, and its change is multiplied by the gate.
says_zh: 你给出的 silu 的斜率是 x 乘 sigmoid 的斜率。这只是两项中的一项：x 也在变，它的变化要乘以门的值。
"""


def silu_gradient(x: Tensor) -> Tensor:
    """Slope of silu at each number; 1 far above 0, 0 far below, never NaN."""
    return x * sigmoid_gradient(x)
