"""Believes that tanh is a sigmoid stretched from (0, 1) to (-1, 1) and nothing else.

expect: test_tanh_of_drawn_numbers, test_s_curves_of_ten_thousand, test_tanh_gradient_of_drawn_numbers,
    test_s_curves_are_flat_far_from_zero, test_s_curves_in_float64
says: Your tanh reaches from -1 to 1 but rises too slowly: its slope at 0 is one half, where tanh has 1. A stretch in height alone is not enough.
says_zh: 你的 tanh 从 -1 到 1，但升得太慢：它在 0 处的斜率是二分之一，而 tanh 是 1。只在竖直方向拉伸是不够的。
"""


def tanh(x: Tensor) -> Tensor:
    """(exp(x) - exp(-x)) / (exp(x) + exp(-x)): any number into (-1, 1). Finite for every finite x."""
    return 2 * sigmoid(x) - 1
