"""Believes that a range over the positions must stop one before the last.

expect: test_losses_stand_in_the_order_of_ws, test_best_w_may_be_the_last, test_best_w_when_every_loss_is_large,
    test_grid_of_one_w, test_grid_search_on_tensors, test_grid_search_on_arrays
says: The last slope of ws was never tried. range already stops before its end; no further - 1 is needed.
says_zh: ws 的最后一个斜率没有试到。range 本来就不包含终点，不需要再减 1。
"""


def grid_search(xs: Array, ys: Array, ws: Array) -> tuple[Number, list[float]]:
    """Try every slope in ws and keep the one with the smallest mean squared error."""
    losses = [float(mse(xs, ys, ws[i])) for i in range(len(ws) - 1)]
    return ws[losses.index(min(losses))], losses
