"""Believes that `errors = ys` makes a copy, so that writing into errors leaves ys alone.

expect: test_cost_leaves_its_arguments_as_they_were, test_gradient_leaves_its_arguments_as_they_were,
  test_batch_w_after_several_epochs, test_batch_costs_are_taken_before_each_update,
  test_batch_descent_goes_on_when_the_cost_rises, test_batch_descent_has_one_cost_an_epoch_at_the_minimum,
  test_batch_descent_reaches_the_least_squares_w, test_batch_descent_leaves_its_arguments_as_they_were,
  test_stochastic_w_after_several_epochs, test_stochastic_costs_are_over_all_samples,
  test_stochastic_descent_moves_away_from_the_minimum,
  test_stochastic_descent_leaves_its_arguments_as_they_were, test_minibatch_w_after_several_epochs,
  test_minibatch_of_one_is_stochastic_descent, test_minibatch_larger_than_the_data_is_one_batch,
  test_minibatch_costs_are_over_all_samples, test_minibatch_descent_leaves_its_arguments_as_they_were,
  test_gradients_with_bias_leaves_its_arguments_as_they_were
says: After your call ys has other values. `errors = ys` gives the same object a second name, and `-=` writes into that object.
says_zh: 调用之后 ys 的值变了。`errors = ys` 只是给同一个对象又起了一个名字，`-=` 会直接写进这个对象。
"""


def cost(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Mean squared error of the line x * w."""
    errors = ys
    errors -= xs * w
    return (errors**2).mean()


def gradient(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Slope of the cost at w."""
    errors = ys
    errors -= xs * w
    return (-2 * xs * errors).mean()


def gradients_with_bias(xs: Values, ys: Values, w: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """(dw, db) of the line x * w + b."""
    errors = ys
    errors -= xs * w + b
    return (-2 * xs * errors).mean(), (-2 * errors).mean()
