"""Believes that an epoch that changes nothing may be left out.

expect: test_batch_descent_has_one_cost_an_epoch_at_the_minimum
says: You leave the loop once the cost is small, so costs is shorter than epochs. One entry for each epoch is asked for.
says_zh: 代价很小时你就提前退出了循环，于是 costs 比 epochs 短。题目要求每轮都有一个数。
"""


def batch_descent(xs: Values, ys: Values, w: Scalar, lr: float, epochs: int) -> tuple[Scalar, list[float]]:
    """One update per epoch; (w, costs)."""
    costs = []
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        if costs[-1] < 1e-8:
            break
        w = w - lr * gradient(xs, ys, w)
    return w, costs
