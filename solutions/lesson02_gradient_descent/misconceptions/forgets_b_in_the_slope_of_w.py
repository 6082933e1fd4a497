"""Believes that the slope in w has nothing to do with b.

expect: test_dw_with_a_bias, test_gradients_with_bias_are_the_slopes_of_the_cost,
    test_gradients_with_bias_of_numpy_arrays, test_gradients_with_bias_leaves_its_arguments_as_they_were
says: In dw your errors are x w - y, without b. Both slopes belong to the same errors, those of the line with its bias.
says_zh: 你算 dw 时的误差是 x w - y，没有 b。两个导数用的是同一组误差，即带偏置的直线的误差。
"""


def gradients_with_bias(xs: Values, ys: Values, w: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """Find both slopes of the mean squared error of the line x * w + b."""
    errors = xs * w + b - ys
    return ((2 * xs * (xs * w - ys)).mean(), (2 * errors).mean())
