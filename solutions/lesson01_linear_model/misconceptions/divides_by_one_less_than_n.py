"""Believes that a mean of squares divides by n - 1, as a sample variance does.

expect: test_mse_of_four_samples, test_mse_of_one_sample, test_mse_does_not_grow_with_the_sample, test_mse_keeps_opposite_errors_from_cancelling, test_mse_of_tensors, test_mse_of_arrays, test_mse_leaves_its_data_alone, test_losses_stand_in_the_order_of_ws, test_grid_of_one_w, test_grid_search_on_tensors, test_grid_search_on_arrays
says: You divided by n - 1. That correction belongs to the variance of a sample; a mean divides by n, and with one sample n - 1 is 0.
says_zh: 你除以了 n - 1。那是样本方差的修正；求均值要除以 n，而且只有一个样本时 n - 1 等于 0。
"""


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples."""
    return ((forward(xs, w) - ys) ** 2).sum() / (len(xs) - 1)
