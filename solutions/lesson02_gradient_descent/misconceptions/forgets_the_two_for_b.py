"""Believes that the factor 2 belongs to x, not to the square.

expect: test_db_is_twice_the_mean_error, test_gradients_with_bias_are_the_slopes_of_the_cost,
    test_gradients_with_bias_of_numpy_arrays, test_gradients_with_bias_are_zero_at_the_best_line,
    test_gradients_with_bias_leaves_its_arguments_as_they_were
says: Your db is the mean error, half of what it should be. The 2 comes from the square, so it is there for b as well.
says_zh: 你的 db 是平均误差，只有应有值的一半。系数 2 来自平方，对 b 求导时同样有它。
"""


def gradients_with_bias(xs: Values, ys: Values, w: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """(dw, db) of the line x * w + b."""
    errors = xs * w + b - ys
    return (2 * xs * errors).mean(), errors.mean()
