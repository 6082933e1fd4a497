"""Believes that the gradient of ReLU is what ReLU lets through.

expect: test_slopes_of_relu_and_leaky_relu, test_slope_in_the_corner_lies_between_the_two_sides
says: Your relu_gradient gives x itself above 0. How much does relu(x) grow when x = 3 grows by 1?
says_zh: 在 0 以上，你的 relu_gradient 给出的是 x 本身。x = 3 再增加 1，relu(x) 增加多少？
"""


def relu_gradient(x: Tensor) -> Tensor:
    """Slope of relu at each number: 1 above 0, 0 below."""
    return relu(x)
