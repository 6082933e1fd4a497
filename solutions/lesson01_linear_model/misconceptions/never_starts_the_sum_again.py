"""Believes that the running loss may be set to zero once, before the first slope.

expect: test_best_w_lies_on_the_line, test_losses_stand_in_the_order_of_ws, test_first_w_wins_a_tie, test_best_w_may_be_the_last, test_best_w_when_every_loss_is_large, test_grid_search_on_tensors, test_grid_search_on_arrays
says: Each of your losses contains the losses of the slopes before it. Where must the running sum go back to zero?
says_zh: 你的每个损失里都混进了前面那些斜率的损失。累加量应该在哪里重新归零？
"""


def grid_search(xs: Array, ys: Array, ws: Array) -> tuple[Number, list[float]]:
    """Try every slope in ws and keep the one with the smallest mean squared error."""
    total, losses = 0.0, []
    for w in ws:
        for x, y in zip(xs, ys, strict=True):
            total += float(loss(x, y, w)) / len(xs)
        losses.append(total)
    return ws[losses.index(min(losses))], losses
