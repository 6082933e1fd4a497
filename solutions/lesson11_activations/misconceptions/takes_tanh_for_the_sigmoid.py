"""Believes that sigmoid is a general name for S curves such as tanh.

expect: test_sigmoid_of_drawn_numbers, test_s_curves_of_ten_thousand, test_sigmoid_gradient_of_drawn_numbers,
    test_s_curves_are_flat_far_from_zero, test_s_curves_in_float64, test_silu_of_drawn_numbers,
    test_smooth_ones_of_ten_thousand, test_silu_gradient_of_drawn_numbers, test_smooth_slopes_far_from_zero,
    test_smooth_ones_in_float64
says: Your sigmoid is 0 at 0 and falls below 0. The sigmoid lies between 0 and 1 and is one half at 0.
says_zh: 你的 sigmoid 在 0 处是 0，还会小于 0。sigmoid 介于 0 和 1 之间，在 0 处是二分之一。
"""


def sigmoid(x: Tensor) -> Tensor:
    """1 / (1 + exp(-x)): any number into (0, 1). Finite for every finite x."""
    return 2 / (1 + torch.exp(-2 * x)) - 1


def tanh(x: Tensor) -> Tensor:
    """(exp(x) - exp(-x)) / (exp(x) + exp(-x)): any number into (-1, 1). Finite for every finite x."""
    return 2 / (1 + torch.exp(-2 * x)) - 1
