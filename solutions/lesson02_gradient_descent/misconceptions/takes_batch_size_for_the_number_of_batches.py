"""Believes that batch_size says how many batches there are.

expect: test_minibatch_uses_the_short_last_batch, test_minibatch_w_after_several_epochs,
    test_minibatch_of_one_is_stochastic_descent, test_minibatch_larger_than_the_data_is_one_batch,
    test_minibatch_costs_are_over_all_samples
says: You cut the data into batch_size pieces. batch_size is the number of samples in a piece.
says_zh: 你把数据切成了 batch_size 份。batch_size 指的是每一份里的样本个数。
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
    size = max(1, len(xs) // batch_size)
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        for start in range(0, len(xs), size):
            batch = slice(start, start + size)
            w = w - lr * gradient(xs[batch], ys[batch], w)
    return w, costs
