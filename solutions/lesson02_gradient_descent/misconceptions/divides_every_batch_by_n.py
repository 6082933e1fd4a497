"""Believes that the gradient of a batch is averaged over the whole data set.

expect: test_minibatch_w_after_two_full_batches, test_minibatch_uses_the_short_last_batch,
    test_minibatch_w_after_several_epochs, test_minibatch_of_one_is_stochastic_descent,
    test_minibatch_costs_are_over_all_samples, test_minibatch_descent_leaves_its_arguments_as_they_were
says: You divide the sum of a batch by the number of all samples. The mean is taken over the samples of the batch.
says_zh: 你把一个小批量的梯度之和除以了全部样本数。均值只在这一批之内求。
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
            w = w - lr * total / len(xs)
    return w, costs
