"""Believes that the next batch begins one sample after the last one.

expect: test_minibatch_w_after_two_full_batches, test_minibatch_uses_the_short_last_batch,
    test_minibatch_w_after_several_epochs, test_minibatch_costs_are_over_all_samples,
    test_minibatch_descent_leaves_its_arguments_as_they_were
says: Your batches overlap: the next one begins one sample later instead of where the last one ended.
says_zh: 你的小批量互相重叠：下一批只往后挪了一个样本，而不是从上一批结束的地方开始。
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
        for start in range(max(1, len(xs) - batch_size + 1)):
            batch = slice(start, start + batch_size)
            w = w - lr * gradient(xs[batch], ys[batch], w)
    return w, costs
