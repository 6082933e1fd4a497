"""Believes that torch.where takes its second choice where the condition holds.

expect: test_leaky_relu_multiplies_the_rest_by_the_slope, test_straight_pieces_leave_x_as_it_was
says: You multiplied the positive numbers by slope and kept the others as they are: the two sides are exchanged.
says_zh: 你把正数乘上了 slope，其余的却原样保留：两边弄反了。
"""


def leaky_relu(x: Tensor, slope: float = 0.01) -> Tensor:
    """Keep what is positive, multiply the rest by `slope`."""
    return torch.where(x > 0, slope * x, x)
