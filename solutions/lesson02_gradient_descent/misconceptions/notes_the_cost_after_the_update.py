"""Believes that the cost of an epoch is the one that its updates leave.

expect: test_batch_costs_are_taken_before_each_update, test_batch_descent_has_one_cost_an_epoch_at_the_minimum,
    test_stochastic_costs_are_over_all_samples, test_minibatch_costs_are_over_all_samples
says: Your costs are one epoch late: the first entry should be the cost at the w that came in. Look at where in the loop you note it.
says_zh: 你的 costs 晚了一轮：第一个数应当是传入的 w 的代价。看看你在循环的什么位置记录它。
"""


def batch_descent(xs: Values, ys: Values, w: Scalar, lr: float, epochs: int) -> tuple[Scalar, list[float]]:
    """One update per epoch; (w, costs)."""
    costs = []
    for _ in range(epochs):
        w = w - lr * gradient(xs, ys, w)
        costs.append(float(cost(xs, ys, w)))
    return w, costs


def stochastic_descent(
    xs: Values,
    ys: Values,
    w: Scalar,
    lr: float,
    epochs: int,
) -> tuple[Scalar, list[float]]:
    """One update per sample; (w, costs)."""
    costs = []
    for _ in range(epochs):
        for x, y in zip(xs, ys, strict=True):
            w = w - lr * gradient(x, y, w)
        costs.append(float(cost(xs, ys, w)))
    return w, costs


def minibatch_descent(
    xs: Values,
    ys: Values,
    w: Scalar,
    lr: float,
    epochs: int,
    batch_size: int,
) -> tuple[Scalar, list[float]]:
    """One update per batch; (w, costs)."""
    costs = []
    for _ in range(epochs):
        for start in range(0, len(xs), batch_size):
            batch = slice(start, start + batch_size)
            w = w - lr * gradient(xs[batch], ys[batch], w)
        costs.append(float(cost(xs, ys, w)))
    return w, costs
