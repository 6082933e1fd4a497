"""Believes that both S curves have the slope s (1 - s).

expect: test_tanh_gradient_of_drawn_numbers, test_s_curves_are_flat_far_from_zero, test_s_curves_in_float64
says: t * (1 - t) is the rule of the sigmoid. At x = 0 tanh is 0, so by that rule it would be flat where it is steepest.
says_zh: t * (1 - t) 是 sigmoid 的规则。x = 0 时 tanh 等于 0，照这条规则，它在最陡的地方反而成了平的。
"""


def tanh_gradient(x: Tensor) -> Tensor:
    """Slope of tanh at each number; 0, not NaN, far from 0."""
    t = tanh(x)
    return t * (1 - t)
