"""Believes that the cost of a data set is the sum over its samples.

expect: test_cost_is_the_mean_of_the_squared_errors, test_errors_of_opposite_sign_do_not_cancel_in_the_cost,
    test_cost_of_numpy_arrays, test_cost_with_a_tensor_as_w, test_cost_leaves_its_arguments_as_they_were,
    test_batch_costs_are_taken_before_each_update, test_batch_descent_has_one_cost_an_epoch_at_the_minimum,
    test_stochastic_costs_are_over_all_samples, test_minibatch_costs_are_over_all_samples
says: Your cost adds up the squared errors. A mean should not grow when the same samples are listed twice: what is missing?
says_zh: 你的 cost 是平方误差之和。把同一批数据重复一遍，均值不该变大：还差哪一步？
"""


def cost(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Mean squared error of the line x * w."""
    errors = xs * w - ys
    return (errors**2).sum()
