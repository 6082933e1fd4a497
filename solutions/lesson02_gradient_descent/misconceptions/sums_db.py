"""Believes that the gradient of the bias is summed, since no x is in it to average.

expect: test_db_is_twice_the_mean_error, test_gradients_with_bias_are_the_slopes_of_the_cost,
    test_gradients_with_bias_of_numpy_arrays, test_gradients_with_bias_are_zero_at_the_best_line,
    test_gradients_with_bias_leaves_its_arguments_as_they_were
says: Your db is a sum over the samples. The cost is a mean, so both derivatives are means.
says_zh: 你的 db 是各样本之和。代价是均值，所以两个导数都是均值。
"""


def gradients_with_bias(xs: Values, ys: Values, w: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """(dw, db) of the line x * w + b."""
    errors = xs * w + b - ys
    return (2 * xs * errors).mean(), (2 * errors).sum()
