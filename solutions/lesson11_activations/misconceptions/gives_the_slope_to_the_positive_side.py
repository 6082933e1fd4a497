"""Believes that torch.where takes its second choice where the condition holds, in the slope too.

expect: test_slopes_of_relu_and_leaky_relu, test_slope_in_the_corner_lies_between_the_two_sides
says: Your leaky_relu_gradient is slope above 0 and 1 below: the two sides are exchanged.
says_zh: 你的 leaky_relu_gradient 在 0 以上是 slope、在 0 以下是 1：两边弄反了。
"""


def leaky_relu_gradient(x: Tensor, slope: float = 0.01) -> Tensor:
    """Slope of leaky_relu at each number: 1 above 0, `slope` below."""
    return torch.where(x > 0, torch.full_like(x, slope), torch.ones_like(x))
