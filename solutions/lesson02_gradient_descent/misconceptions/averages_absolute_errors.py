"""Believes that any way to make errors positive gives the squared error.

expect: test_cost_is_the_mean_of_the_squared_errors, test_errors_of_opposite_sign_do_not_cancel_in_the_cost,
    test_cost_of_numpy_arrays, test_cost_with_a_tensor_as_w, test_cost_leaves_its_arguments_as_they_were,
    test_batch_costs_are_taken_before_each_update, test_batch_descent_has_one_cost_an_epoch_at_the_minimum,
    test_stochastic_costs_are_over_all_samples, test_minibatch_costs_are_over_all_samples
says: Your cost is the mean of the absolute errors. The handout asks for another way to make each error positive.
says_zh: 你的 cost 是误差绝对值的均值。讲义里让误差变成正数用的是另一种运算。
"""


def cost(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Mean squared error of the line x * w."""
    errors = xs * w - ys
    return abs(errors).mean()
