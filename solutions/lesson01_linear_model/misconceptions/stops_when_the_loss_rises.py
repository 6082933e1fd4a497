"""Believes that the loss falls and then rises along ws, so that the search may stop early.

expect: test_losses_stand_in_the_order_of_ws, test_best_w_may_be_the_last, test_grid_search_on_tensors, test_grid_search_on_arrays
says: Your search stopped at the first slope that was worse than the one before. ws may stand in any order; try them all.
says_zh: 一遇到比前一个更差的斜率，你的搜索就停了。ws 的顺序可以是任意的，要全部试一遍。
"""


def grid_search(xs: Array, ys: Array, ws: Array) -> tuple[Number, list[float]]:
    """Try every slope in ws and keep the one with the smallest mean squared error."""
    best_w, losses = ws[0], []
    for w in ws:
        value = float(mse(xs, ys, w))
        if losses and value > losses[-1]:
            break
        if not losses or value < min(losses):
            best_w = w
        losses.append(value)
    return best_w, losses
