"""Believes that every update deserves an entry in costs.

expect: test_stochastic_costs_are_over_all_samples
says: Your costs has one entry for each update. Only one per epoch is asked for, so that the three descents can be compared.
says_zh: 你的 costs 每次更新都记了一个数。题目只要每轮一个，这样三种下降才好比较。
"""


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
            costs.append(float(cost(xs, ys, w)))
            w = w - lr * gradient(x, y, w)
    return w, costs
