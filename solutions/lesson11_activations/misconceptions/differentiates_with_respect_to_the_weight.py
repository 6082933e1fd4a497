"""Believes that the gradient of a learned activation is that of its parameter.

expect: test_prelu_gradient_is_that_of_x, test_slope_in_the_corner_lies_between_the_two_sides
says: Yours is the slope with respect to the weight: x below 0, and 0 above. Asked is how prelu changes with x.
says_zh: 你求的是对权重的斜率：0 以下是 x，0 以上是 0。题目要的是 prelu 随 x 怎样变化。
"""


def prelu_gradient(x: Tensor, weight: Tensor) -> Tensor:
    """Slope of prelu with respect to x at each number: 1 above 0, the channel's weight below."""
    return torch.where(x > 0, torch.zeros_like(x), x)
