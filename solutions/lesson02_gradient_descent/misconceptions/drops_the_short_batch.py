"""Believes that only full batches count.

expect: test_minibatch_uses_the_short_last_batch, test_minibatch_w_after_several_epochs,
    test_minibatch_larger_than_the_data_is_one_batch, test_minibatch_costs_are_over_all_samples
says: The samples that do not fill a whole batch never update your w. Count how many of the samples your loop visits.
says_zh: 凑不满一批的样本在你这里从不参与更新。数一数你的循环实际用到了多少个样本。
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
        for start in range(0, len(xs) - batch_size + 1, batch_size):
            batch = slice(start, start + batch_size)
            w = w - lr * gradient(xs[batch], ys[batch], w)
    return w, costs
