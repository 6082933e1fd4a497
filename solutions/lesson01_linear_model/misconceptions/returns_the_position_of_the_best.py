"""Believes that argmin gives the best value.

expect: test_best_w_lies_on_the_line, test_first_w_wins_a_tie, test_best_w_may_be_the_last, test_best_w_when_every_loss_is_large, test_grid_of_one_w, test_grid_search_on_tensors, test_grid_search_on_arrays
says: You returned the position of the best slope in ws. One more step leads from the position to the slope itself.
says_zh: 你返回的是最好的斜率在 ws 里的位置。从位置到斜率本身还差一步。
"""


def grid_search(xs: Array, ys: Array, ws: Array) -> tuple[Number, list[float]]:
    """Try every slope in ws and keep the one with the smallest mean squared error."""
    losses = [float(mse(xs, ys, w)) for w in ws]
    return losses.index(min(losses)), losses
