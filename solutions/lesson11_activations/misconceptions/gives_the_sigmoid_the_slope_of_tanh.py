"""Believes that both S curves have the slope 1 - s * s.

expect: test_sigmoid_gradient_of_drawn_numbers, test_s_curves_are_flat_far_from_zero, test_s_curves_in_float64
says: 1 - s ** 2 is the rule of tanh. At x = 0 it gives 3/4 for the sigmoid, which is never steeper than 1/4.
says_zh: 1 - s ** 2 是 tanh 的规则。在 x = 0 处它给出 3/4，但 sigmoid 的斜率从不超过 1/4。
"""


def sigmoid_gradient(x: Tensor) -> Tensor:
    """Slope of the sigmoid at each number; 0, not NaN, far from 0."""
    return 1 - sigmoid(x) ** 2
