"""Believes that *= and -= make a new array inside a function.

expect: test_mse_leaves_its_data_alone, test_best_w_lies_on_the_line, test_losses_stand_in_the_order_of_ws, test_first_w_wins_a_tie, test_best_w_may_be_the_last, test_best_w_when_every_loss_is_large, test_grid_search_on_tensors, test_grid_search_on_arrays
says: Your mse changed the caller's xs. In-place operators write into the array that was passed in; the next call then gets spoiled data.
says_zh: 你的 mse 改动了调用者的 xs。*=、-= 这类原地运算会直接写进传进来的数组，下一次调用拿到的数据就已经变了。
"""


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples."""
    xs *= w
    xs -= ys
    return (xs**2).mean()
