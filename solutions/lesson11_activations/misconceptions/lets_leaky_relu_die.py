"""Believes that every ReLU has slope 0 below 0.

expect: test_slopes_of_relu_and_leaky_relu, test_slope_in_the_corner_lies_between_the_two_sides
says: Your leaky_relu_gradient is 0 below 0. Nothing could be learned there, and to avoid just that leaky_relu was made.
says_zh: 在 0 以下，你的 leaky_relu_gradient 是 0，那里就什么也学不到了；leaky_relu 正是为了避免这一点。
"""


def leaky_relu_gradient(x: Tensor, slope: float = 0.01) -> Tensor:
    """Slope of leaky_relu at each number: 1 above 0, `slope` below."""
    return (x > 0).to(x.dtype)
