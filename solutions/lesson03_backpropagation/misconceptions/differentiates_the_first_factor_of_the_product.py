"""Believes that the derivative of a product has one term, as that of a sum has one for each part.

expect: test_derivative_at_zero, test_derivative_of_a_positive_number, test_derivative_of_a_negative_number,
    test_derivative_of_a_tensor, test_derivative_of_an_array, test_derivative_of_the_same_tensor_again
says: Your derivative of sin(x) * exp(x) is cos(x) * exp(x) and nothing else. Both factors change with x, so a product has two terms.
says_zh: 你对 sin(x) * exp(x) 求导只得到了 cos(x) * exp(x)。两个因子都随 x 变化，所以乘积的导数有两项。
"""


def derivative(x: Scalar) -> Scalar:
    """The slope of sin(x) * exp(x) + x ** 3 at x."""
    x = float(x)
    return math.cos(x) * math.exp(x) + 3 * x**2
