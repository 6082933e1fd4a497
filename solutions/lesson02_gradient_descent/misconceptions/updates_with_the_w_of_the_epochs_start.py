"""Believes that all samples of an epoch see the w with which the epoch began.

expect: test_stochastic_w_after_one_epoch, test_stochastic_w_after_several_epochs,
    test_stochastic_costs_are_over_all_samples, test_stochastic_descent_moves_away_from_the_minimum,
    test_stochastic_descent_leaves_its_arguments_as_they_were
says: All your gradients of an epoch are taken at the w with which it began. In stochastic descent each sample uses the w that the one before it left.
says_zh: 你在一轮里求的梯度全用这一轮开始时的 w。随机梯度下降中，每个样本用的是前一个样本更新之后的 w。
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
        start = w
        for x, y in zip(xs, ys, strict=True):
            w = w - lr * gradient(x, y, start)
    return w, costs
