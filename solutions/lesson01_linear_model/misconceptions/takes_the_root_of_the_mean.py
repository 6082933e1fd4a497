"""Believes that MSE and RMSE are the same thing.

expect: test_mse_of_four_samples, test_mse_of_one_sample, test_mse_does_not_grow_with_the_sample, test_mse_keeps_opposite_errors_from_cancelling, test_mse_of_tensors, test_mse_of_arrays, test_mse_leaves_its_data_alone, test_losses_stand_in_the_order_of_ws, test_grid_of_one_w, test_grid_search_on_tensors, test_grid_search_on_arrays
says: You took a square root at the end: that is the RMSE. The mean squared error stops before the root.
says_zh: 你最后开了平方根，那是 RMSE。均方误差不开根号。
"""


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples."""
    return ((forward(xs, w) - ys) ** 2).mean() ** 0.5
