"""Believes that the gradients of the batches are averaged before w moves.

expect: test_minibatch_w_after_two_full_batches, test_minibatch_uses_the_short_last_batch,
    test_minibatch_w_after_several_epochs, test_minibatch_of_one_is_stochastic_descent,
    test_minibatch_costs_are_over_all_samples, test_minibatch_descent_leaves_its_arguments_as_they_were
says: You collect the gradients of all batches and move w once an epoch. Each batch moves w by itself, and the next one starts from there.
says_zh: 你把一轮里所有批的梯度收集起来，只更新一次 w。每个批都要各自更新 w，下一批从新的 w 出发。
"""


def minibatch_descent(xs: Values, ys: Values, w: Scalar, lr: float, epochs: int, batch_size: int) -> tuple[Scalar, list[float]]:
    """Descend with the gradient of batch_size samples at a time."""
    costs = []
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        slopes = []
        for start in range(0, len(xs), batch_size):
            batch = slice(start, start + batch_size)
            slopes.append(gradient(xs[batch], ys[batch], w))
        w = w - lr * sum(slopes) / len(slopes)
    return (w, costs)
