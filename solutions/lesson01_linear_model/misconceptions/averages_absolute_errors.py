"""Believes that the mean squared error averages absolute errors.

expect: test_mse_of_four_samples, test_mse_of_one_sample, test_mse_does_not_grow_with_the_sample, test_mse_keeps_opposite_errors_from_cancelling, test_mse_of_tensors, test_mse_of_arrays, test_mse_leaves_its_data_alone, test_losses_stand_in_the_order_of_ws, test_grid_of_one_w, test_grid_search_on_tensors, test_grid_search_on_arrays
says: You averaged absolute errors (the MAE). In the mean squared error each error is squared before the average.
says_zh: 你求的是绝对误差的均值（MAE）。均方误差要先把每个误差平方，再求均值。
"""


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples."""
    return abs(forward(xs, w) - ys).mean()
