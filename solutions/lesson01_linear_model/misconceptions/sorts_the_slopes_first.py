"""Believes that a grid must be in order before it can be searched.

expect: test_losses_stand_in_the_order_of_ws, test_first_w_wins_a_tie, test_grid_search_on_tensors, test_grid_search_on_arrays
says: You sorted ws, so your losses no longer stand beside the slopes that the caller passed. A search by trying everything needs no order.
says_zh: 你把 ws 排了序，损失就和调用者传入的斜率对不上了。穷举并不需要排序。
"""


def grid_search(xs: Array, ys: Array, ws: Array) -> tuple[Number, list[float]]:
    """Try every slope in ws and keep the one with the smallest mean squared error."""
    order = sorted(float(w) for w in ws)
    losses = [float(mse(xs, ys, w)) for w in order]
    return order[losses.index(min(losses))], losses
