"""Believes that the gradient of one sample still has to be divided by the number of all samples.

expect: test_stochastic_w_after_one_epoch, test_stochastic_w_after_several_epochs,
    test_stochastic_costs_are_over_all_samples, test_stochastic_descent_moves_away_from_the_minimum,
    test_stochastic_descent_leaves_its_arguments_as_they_were
says: You divided the gradient of each single sample by n. How many samples does that one update look at?
says_zh: 你把单个样本的梯度又除以了 n。这一次更新用到了几个样本？
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
        costs.append(float(cost(xs, ys, w)))
        for x, y in zip(xs, ys, strict=True):
            w = w - lr * gradient(x, y, w) / len(xs)
    return w, costs
