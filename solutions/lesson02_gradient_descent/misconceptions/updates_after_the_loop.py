"""Believes that the update may stand after the loop over the batches, or over the samples.

expect: test_stochastic_w_after_one_epoch, test_stochastic_w_after_several_epochs,
    test_stochastic_costs_are_over_all_samples, test_stochastic_descent_moves_away_from_the_minimum,
    test_stochastic_descent_leaves_its_arguments_as_they_were, test_minibatch_w_after_two_full_batches,
    test_minibatch_uses_the_short_last_batch, test_minibatch_w_after_several_epochs,
    test_minibatch_of_one_is_stochastic_descent, test_minibatch_costs_are_over_all_samples,
    test_minibatch_descent_leaves_its_arguments_as_they_were
says: In each epoch only what comes last, one batch or one sample, moves your w. What comes before it is visited and changes nothing.
says_zh: 在你的每一轮里，只有最后一批（或最后一个样本）改动了 w。前面的都只是走了一遍，什么也没改变。
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
        for pair in zip(xs, ys, strict=True):
            x, y = pair
        w = w - lr * gradient(x, y, w)
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
        costs.append(float(cost(xs, ys, w)))
        for start in range(0, len(xs), batch_size):
            batch = slice(start, start + batch_size)
        w = w - lr * gradient(xs[batch], ys[batch], w)
    return w, costs
