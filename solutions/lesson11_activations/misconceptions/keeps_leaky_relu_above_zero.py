"""Believes that no kind of ReLU ever gives a negative number.

expect: test_leaky_relu_multiplies_the_rest_by_the_slope, test_straight_pieces_leave_x_as_it_was
says: Below 0 your leaky_relu goes up again. A slope from 0 to 1 keeps the sign: a negative number stays negative, only smaller.
says_zh: 在 0 以下，你的 leaky_relu 又升上去了。乘一个 0 到 1 之间的斜率不会改变符号：负数还是负数，只是离 0 更近。
"""


def leaky_relu(x: Tensor, slope: float = 0.01) -> Tensor:
    """Keep what is positive, multiply the rest by `slope`."""
    return torch.where(x > 0, x, -slope * x)
