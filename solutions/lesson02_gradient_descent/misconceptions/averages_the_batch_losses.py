"""Believes that the average of the batches' losses is the cost of the epoch.

expect: test_minibatch_costs_are_over_all_samples
says: You averaged the losses of the batches, each at another w. The cost of an epoch is that of all samples at the w with which the epoch begins.
says_zh: 你求的是各个小批量损失的均值，而它们对应的 w 各不相同。一轮的代价要在这一轮开始时的 w 上对全部样本求。
"""


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
        losses = []
        for start in range(0, len(xs), batch_size):
            batch = slice(start, start + batch_size)
            losses.append(float(cost(xs[batch], ys[batch], w)))
            w = w - lr * gradient(xs[batch], ys[batch], w)
        costs.append(sum(losses) / len(losses))
    return w, costs
