"""Believes that the loss of a data set is the sum over its samples.

expect: test_mse_of_four_samples, test_mse_does_not_grow_with_the_sample, test_mse_keeps_opposite_errors_from_cancelling, test_mse_of_tensors, test_mse_of_arrays, test_mse_leaves_its_data_alone, test_losses_stand_in_the_order_of_ws, test_grid_of_one_w, test_grid_search_on_tensors, test_grid_search_on_arrays
says: You added up the squared errors. The mean also divides by the number of samples; a sum grows when more samples come in.
says_zh: 你把平方误差加了起来。均值还要除以样本数；只求和的话，样本越多损失就越大。
"""


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples."""
    return ((forward(xs, w) - ys) ** 2).sum()
