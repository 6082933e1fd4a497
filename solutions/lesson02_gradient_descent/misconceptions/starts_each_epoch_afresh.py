"""Believes that every epoch begins again at the first w.

expect: test_batch_w_after_several_epochs, test_batch_costs_are_taken_before_each_update,
    test_batch_descent_goes_on_when_the_cost_rises, test_batch_descent_has_one_cost_an_epoch_at_the_minimum,
    test_batch_descent_reaches_the_least_squares_w, test_batch_descent_leaves_its_arguments_as_they_were,
    test_stochastic_w_after_several_epochs, test_stochastic_costs_are_over_all_samples,
    test_stochastic_descent_leaves_its_arguments_as_they_were, test_minibatch_w_after_several_epochs,
    test_minibatch_of_one_is_stochastic_descent, test_minibatch_larger_than_the_data_is_one_batch,
    test_minibatch_costs_are_over_all_samples, test_minibatch_descent_leaves_its_arguments_as_they_were
says: Every epoch of yours begins with the w that was passed in, so many epochs are worth no more than one. Where should the next epoch start?
says_zh: 你的每一轮都从最初传入的 w 开始，跑多少轮都等于一轮。下一轮应当从哪里接着走？
"""


def batch_descent(xs: Values, ys: Values, w: Scalar, lr: float, epochs: int) -> tuple[Scalar, list[float]]:
    """One update per epoch; (w, costs)."""
    costs, first = [], w
    for _ in range(epochs):
        w = first
        costs.append(float(cost(xs, ys, w)))
        w = w - lr * gradient(xs, ys, w)
    return w, costs


def stochastic_descent(
    xs: Values,
    ys: Values,
    w: Scalar,
    lr: float,
    epochs: int,
) -> tuple[Scalar, list[float]]:
    """One update per sample; (w, costs)."""
    costs, first = [], w
    for _ in range(epochs):
        w = first
        costs.append(float(cost(xs, ys, w)))
        for x, y in zip(xs, ys, strict=True):
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
    costs, first = [], w
    for _ in range(epochs):
        w = first
        costs.append(float(cost(xs, ys, w)))
        for start in range(0, len(xs), batch_size):
            batch = slice(start, start + batch_size)
            w = w - lr * gradient(xs[batch], ys[batch], w)
    return w, costs
