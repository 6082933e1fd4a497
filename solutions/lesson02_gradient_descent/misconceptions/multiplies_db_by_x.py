"""Believes that every gradient has the factor x.

expect: test_db_is_twice_the_mean_error, test_gradients_with_bias_are_the_slopes_of_the_cost,
    test_gradients_with_bias_of_numpy_arrays, test_gradients_with_bias_are_zero_at_the_best_line,
    test_gradients_with_bias_leaves_its_arguments_as_they_were
says: Your db has the factor x, so it equals dw. By how much does the error change when b grows by 1?
says_zh: 你的 db 也乘了 x，于是和 dw 一样。b 增加 1 时，误差改变多少？
"""


def gradients_with_bias(xs: Values, ys: Values, w: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """(dw, db) of the line x * w + b."""
    errors = xs * w + b - ys
    return (2 * xs * errors).mean(), (2 * xs * errors).mean()
