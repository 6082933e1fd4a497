"""Believes that every batch has batch_size samples.

expect: test_minibatch_uses_the_short_last_batch, test_minibatch_w_after_several_epochs,
    test_minibatch_larger_than_the_data_is_one_batch, test_minibatch_costs_are_over_all_samples
says: You divide by batch_size even when the last batch is shorter. How many samples does it really hold?
says_zh: 最后一批不足 batch_size 个时，你仍然除以 batch_size。这一批里实际有几个样本？
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
        costs.append(float(cost(xs, ys, w)))
        for start in range(0, len(xs), batch_size):
            batch = slice(start, start + batch_size)
            total = (2 * xs[batch] * (xs[batch] * w - ys[batch])).sum()
            w = w - lr * total / batch_size
    return w, costs
