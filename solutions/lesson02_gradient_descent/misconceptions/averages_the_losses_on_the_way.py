"""Believes that the running average of the samples' losses is the cost of the epoch.

expect: test_stochastic_costs_are_over_all_samples
says: You averaged the losses met on the way, each at another w. The cost of an epoch is that of all samples at one w, the one with which the epoch begins.
says_zh: 你对途中每个样本的损失求了均值，而它们对应的 w 各不相同。一轮的代价要在同一个 w（这一轮开始时的 w）上对全部样本求。
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
        losses = []
        for x, y in zip(xs, ys, strict=True):
            losses.append(float(cost(x, y, w)))
            w = w - lr * gradient(x, y, w)
        costs.append(sum(losses) / len(losses))
    return w, costs
