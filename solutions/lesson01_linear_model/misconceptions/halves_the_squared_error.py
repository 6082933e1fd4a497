"""Believes that every squared error carries the factor one half.

expect: test_loss_is_the_squared_error, test_loss_is_zero_on_the_line, test_loss_is_the_same_above_and_below_the_line,
    test_loss_of_tensors, test_loss_of_arrays, test_mse_of_four_samples, test_mse_of_one_sample,
    test_mse_does_not_grow_with_the_sample, test_mse_keeps_opposite_errors_from_cancelling, test_mse_of_tensors,
    test_mse_of_arrays, test_mse_leaves_its_data_alone, test_losses_stand_in_the_order_of_ws, test_grid_of_one_w,
    test_grid_search_on_tensors, test_grid_search_on_arrays
says: You put one half in front of the square. Some books do so to make the derivative tidy; this lesson's loss has no factor.
says_zh: 你在平方前面乘了二分之一。有些书这样写是为了求导后更整洁；这一课的损失前面没有系数。
"""


def loss(x: Number, y: Number, w: Number) -> Number:
    """Measure how wrong the line is at one sample."""
    return 0.5 * (forward(x, w) - y) ** 2


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples."""
    return 0.5 * ((forward(xs, w) - ys) ** 2).mean()
