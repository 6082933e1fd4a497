"""Believes that descent returns the w with the lowest cost on the way.

expect: test_batch_descent_goes_on_when_the_cost_rises
says: You return the w with the lowest cost so far. The w after the last epoch is asked for, good or bad.
says_zh: 你返回的是途中代价最低的 w。题目要的是最后一轮之后的 w，不管它好不好。
"""


def batch_descent(xs: Values, ys: Values, w: Scalar, lr: float, epochs: int) -> tuple[Scalar, list[float]]:
    """One update per epoch; (w, costs)."""
    costs, best, lowest = [], w, float(cost(xs, ys, w))
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        w = w - lr * gradient(xs, ys, w)
        if float(cost(xs, ys, w)) < lowest:
            best, lowest = w, float(cost(xs, ys, w))
    return best, costs
