"""Believes that stochastic descent makes one update per epoch, with one sample.

expect: test_stochastic_w_after_one_epoch, test_stochastic_w_after_several_epochs,
    test_stochastic_costs_are_over_all_samples, test_stochastic_descent_moves_away_from_the_minimum,
    test_stochastic_descent_leaves_its_arguments_as_they_were
says: You update once an epoch, with a single sample. An epoch is one pass over the whole data: how many updates is that?
says_zh: 你每轮只用一个样本更新一次。一轮是把全部数据走一遍：那该更新多少次？
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
    for epoch in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        i = epoch % len(xs)
        w = w - lr * gradient(xs[i], ys[i], w)
    return w, costs
