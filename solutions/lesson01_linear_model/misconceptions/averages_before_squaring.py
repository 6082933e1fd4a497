"""Believes that averaging and squaring may change places.

expect: test_mse_of_four_samples, test_mse_does_not_grow_with_the_sample, test_mse_keeps_opposite_errors_from_cancelling, test_mse_of_tensors, test_mse_of_arrays, test_mse_leaves_its_data_alone, test_losses_stand_in_the_order_of_ws, test_grid_of_one_w, test_grid_search_on_tensors, test_grid_search_on_arrays
says: You averaged the errors and squared the average, so errors of opposite sign cancel. Which of the two comes first in the formula?
says_zh: 你先把误差平均，再平方，正负误差就互相抵消了。公式里哪一步在前？
"""


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples."""
    return (forward(xs, w) - ys).mean() ** 2
