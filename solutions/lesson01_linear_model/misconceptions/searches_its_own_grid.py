"""Believes that the slopes to try are always 0.0, 0.1, ... 4.0.

expect: test_losses_stand_in_the_order_of_ws, test_first_w_wins_a_tie,
    test_best_w_may_be_the_last, test_best_w_when_every_loss_is_large, test_grid_of_one_w, test_grid_search_on_tensors,
    test_grid_search_on_arrays
says: You searched a grid of your own. The slopes to try are the ones in ws.
says_zh: 你搜索的是自己写的网格。要试的斜率都在参数 ws 里。
"""


def grid_search(xs: Array, ys: Array, ws: Array) -> tuple[Number, list[float]]:
    """Try every slope in ws and keep the one with the smallest mean squared error."""
    slopes = [step / 10 for step in range(41)]
    losses = [float(mse(xs, ys, w)) for w in slopes]
    return slopes[losses.index(min(losses))], losses
