"""Believes that an epoch is one update with one batch.

expect: test_minibatch_w_after_two_full_batches, test_minibatch_uses_the_short_last_batch,
    test_minibatch_w_after_several_epochs, test_minibatch_of_one_is_stochastic_descent,
    test_minibatch_costs_are_over_all_samples, test_minibatch_descent_leaves_its_arguments_as_they_were
says: You use one batch per epoch. An epoch passes over all batches.
says_zh: 你每轮只用了一个小批量。一轮要走完所有小批量。
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
    for epoch in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        starts = range(0, len(xs), batch_size)
        start = starts[epoch % len(starts)]
        batch = slice(start, start + batch_size)
        w = w - lr * gradient(xs[batch], ys[batch], w)
    return w, costs
