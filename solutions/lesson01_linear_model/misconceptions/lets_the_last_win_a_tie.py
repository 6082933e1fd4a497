"""Believes that < and <= are the same in a search.

expect: test_first_w_wins_a_tie
says: When two slopes have the same smallest loss you kept the later one. Which comparison leaves the first one in place?
says_zh: 两个斜率的最小损失相同时，你留下了后面的那个。用哪种比较才会保留先出现的？
"""


def grid_search(xs: Array, ys: Array, ws: Array) -> tuple[Number, list[float]]:
    """Try every slope in ws and keep the one with the smallest mean squared error."""
    best_w, best_loss, losses = ws[0], float("inf"), []
    for w in ws:
        value = float(mse(xs, ys, w))
        losses.append(value)
        if value <= best_loss:
            best_w, best_loss = w, value
    return best_w, losses
