"""Believes that the mean of the squares is the square of the mean.

expect: test_cost_is_the_mean_of_the_squared_errors, test_errors_of_opposite_sign_do_not_cancel_in_the_cost,
    test_cost_of_numpy_arrays, test_cost_with_a_tensor_as_w, test_cost_leaves_its_arguments_as_they_were,
    test_batch_costs_are_taken_before_each_update, test_batch_descent_has_one_cost_an_epoch_at_the_minimum,
    test_stochastic_costs_are_over_all_samples, test_minibatch_costs_are_over_all_samples
says: You took the mean of the errors first and squared it afterwards, so an error of +3 and one of -3 give 0. Which comes first, the square or the mean?
says_zh: 你先对误差求均值再平方，于是 +3 和 -3 抵消成了 0。想一想：平方和求均值，哪个在前？
"""


def cost(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Mean squared error of the line x * w."""
    errors = xs * w - ys
    return errors.mean() ** 2
