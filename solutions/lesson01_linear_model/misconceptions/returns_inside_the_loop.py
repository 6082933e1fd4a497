"""Believes that a return inside a loop waits for the loop to end.

expect: test_mse_of_four_samples, test_mse_does_not_grow_with_the_sample, test_mse_keeps_opposite_errors_from_cancelling, test_mse_of_tensors, test_mse_of_arrays, test_mse_leaves_its_data_alone, test_losses_stand_in_the_order_of_ws, test_grid_of_one_w, test_grid_search_on_tensors, test_grid_search_on_arrays
says: Your mse returns during the first turn of the loop, so the other samples are never seen. Look at the indentation of return.
says_zh: 你的 mse 在第一次循环里就返回了，后面的样本根本没有用到。看看 return 的缩进。
"""


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples."""
    total = 0.0
    for x, y in zip(xs, ys, strict=True):
        total += loss(x, y, w)
        return total / len(xs)
    return total
