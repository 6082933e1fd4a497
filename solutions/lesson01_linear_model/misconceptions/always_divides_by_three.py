"""Believes that there are always three samples, as in the first example.

expect: test_mse_of_four_samples, test_mse_of_one_sample, test_mse_does_not_grow_with_the_sample, test_mse_keeps_opposite_errors_from_cancelling, test_mse_of_tensors, test_mse_of_arrays, test_mse_leaves_its_data_alone, test_losses_stand_in_the_order_of_ws, test_grid_search_on_tensors, test_grid_search_on_arrays
says: You divided by 3 whatever the data. How many samples are there in this call?
says_zh: 不管数据有多少，你都除以 3。这一次调用里有几个样本？
"""


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples."""
    return ((forward(xs, w) - ys) ** 2).sum() / 3
