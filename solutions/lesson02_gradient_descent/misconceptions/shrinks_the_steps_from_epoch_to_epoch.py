"""Believes that the learning rate is divided by the number of the epoch.

expect: test_batch_w_after_several_epochs, test_batch_costs_are_taken_before_each_update,
    test_batch_descent_goes_on_when_the_cost_rises, test_batch_descent_has_one_cost_an_epoch_at_the_minimum,
    test_batch_descent_reaches_the_least_squares_w, test_batch_descent_leaves_its_arguments_as_they_were
says: Your steps get shorter from epoch to epoch, as if lr were divided by the number of the epoch. Here lr stays what it is.
says_zh: 你的步长一轮比一轮短，像是把 lr 除以了轮数。这里 lr 始终不变。
"""


def batch_descent(xs: Values, ys: Values, w: Scalar, lr: float, epochs: int) -> tuple[Scalar, list[float]]:
    """Descend with the gradient of all samples: one update per epoch."""
    costs = []
    for epoch in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        w = w - lr / (epoch + 1) * gradient(xs, ys, w)
    return (w, costs)
