"""Believes that the order of the two gradients does not matter.

expect: test_dw_with_a_bias, test_db_is_twice_the_mean_error, test_gradients_with_bias_are_the_slopes_of_the_cost,
    test_gradients_with_bias_of_numpy_arrays, test_gradients_with_bias_are_zero_at_the_best_line,
    test_gradients_with_bias_leaves_its_arguments_as_they_were
says: Your two gradients are exchanged: dw comes first, db second.
says_zh: 你的两个梯度顺序反了：先 dw，后 db。
"""


def gradients_with_bias(xs: Values, ys: Values, w: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """(dw, db) of the line x * w + b."""
    errors = xs * w + b - ys
    return (2 * errors).mean(), (2 * xs * errors).mean()
