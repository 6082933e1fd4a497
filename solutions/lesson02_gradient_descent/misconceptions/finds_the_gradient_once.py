"""Believes that the gradient is a property of the data and does not change with w.

expect: test_batch_w_after_several_epochs, test_batch_costs_are_taken_before_each_update,
    test_batch_descent_goes_on_when_the_cost_rises, test_batch_descent_has_one_cost_an_epoch_at_the_minimum,
    test_batch_descent_reaches_the_least_squares_w, test_batch_descent_leaves_its_arguments_as_they_were
says: You found the gradient once, before the loop. It depends on w, and w moves.
says_zh: 你只在循环外求了一次梯度。梯度与 w 有关，而 w 一直在变。
"""


def batch_descent(xs: Values, ys: Values, w: Scalar, lr: float, epochs: int) -> tuple[Scalar, list[float]]:
    """One update per epoch; (w, costs)."""
    costs = []
    slope = gradient(xs, ys, w)
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        w = w - lr * slope
    return w, costs
