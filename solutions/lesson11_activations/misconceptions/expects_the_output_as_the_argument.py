"""Believes that the gradient functions get what the activation has already made of x.

expect: test_sigmoid_gradient_of_drawn_numbers, test_tanh_gradient_of_drawn_numbers,
    test_s_curves_are_flat_far_from_zero, test_s_curves_in_float64
says: You treat the argument as if it were sigmoid(x) or tanh(x) already. It is x, the number before the activation.
says_zh: 你把参数当成已经算好的 sigmoid(x) 或 tanh(x) 了。它是 x，是激活之前的数。
"""


def sigmoid_gradient(x: Tensor) -> Tensor:
    """Slope of the sigmoid at each number; 0, not NaN, far from 0."""
    return x * (1 - x)


def tanh_gradient(x: Tensor) -> Tensor:
    """Slope of tanh at each number; 0, not NaN, far from 0."""
    return 1 - x**2
