"""Believes that a name in a loop adds up by itself.

expect: test_mse_of_four_samples, test_mse_does_not_grow_with_the_sample, test_mse_of_tensors, test_mse_of_arrays, test_mse_leaves_its_data_alone, test_losses_stand_in_the_order_of_ws, test_grid_of_one_w, test_grid_search_on_tensors, test_grid_search_on_arrays
says: Only the last sample counts in your mse: each turn of the loop replaces the value of the turn before. What should happen to the old value?
says_zh: 你的 mse 里只有最后一个样本起作用：每次循环都把上一次的值覆盖了。旧的值应该怎么办？
"""


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples."""
    total = 0.0
    for x, y in zip(xs, ys, strict=True):
        total = loss(x, y, w)
    return total
