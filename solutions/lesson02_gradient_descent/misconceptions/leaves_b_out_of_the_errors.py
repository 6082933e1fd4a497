"""Believes that the bias only matters for its own gradient.

expect: test_dw_with_a_bias, test_db_is_twice_the_mean_error, test_gradients_with_bias_are_the_slopes_of_the_cost,
    test_gradients_with_bias_of_numpy_arrays, test_gradients_with_bias_are_zero_at_the_best_line,
    test_gradients_with_bias_leaves_its_arguments_as_they_were
says: Your errors are those of x * w. With a bias the prediction is x * w + b, and both gradients are built from its errors.
says_zh: 你的误差是按 x * w 求的。有了偏置，预测值是 x * w + b，两个梯度都要用它的误差。
"""


def gradients_with_bias(xs: Values, ys: Values, w: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """(dw, db) of the line x * w + b."""
    errors = xs * w - ys
    return (2 * xs * errors).mean(), (2 * errors).mean()
