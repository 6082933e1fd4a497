"""Believes that 100 is larger than any loss, so it can start the search.

expect: test_best_w_when_every_loss_is_large
says: Your best loss starts at a fixed number, and here every loss is larger, so no slope was ever taken. What start can no loss exceed?
says_zh: 你的“最小损失”从一个固定的数开始，而这里所有损失都比它大，于是一个斜率也没选上。什么样的初值不会被任何损失超过？
"""


def grid_search(xs: Array, ys: Array, ws: Array) -> tuple[Number, list[float]]:
    """Try every slope in ws and keep the one with the smallest mean squared error."""
    best_w, best_loss, losses = ws[0], 100.0, []
    for w in ws:
        value = float(mse(xs, ys, w))
        losses.append(value)
        if value < best_loss:
            best_w, best_loss = w, value
    return best_w, losses
