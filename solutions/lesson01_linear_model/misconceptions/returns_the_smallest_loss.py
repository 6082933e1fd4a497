"""Believes that the best w is the smallest number that was computed.

expect: test_best_w_lies_on_the_line, test_first_w_wins_a_tie, test_best_w_may_be_the_last, test_best_w_when_every_loss_is_large, test_grid_of_one_w, test_grid_search_on_tensors, test_grid_search_on_arrays
says: Your first result is the smallest loss. The question is which slope gave it.
says_zh: 你返回的第一个结果是最小的损失。题目问的是：哪个斜率得到了它？
"""


def grid_search(xs: Array, ys: Array, ws: Array) -> tuple[Number, list[float]]:
    """Try every slope in ws and keep the one with the smallest mean squared error."""
    losses = [float(mse(xs, ys, w)) for w in ws]
    return min(losses), losses
