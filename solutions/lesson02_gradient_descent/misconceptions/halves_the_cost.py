"""Carries the factor 1/2 of other textbooks into the cost.

expect: test_cost_is_the_mean_of_the_squared_errors, test_errors_of_opposite_sign_do_not_cancel_in_the_cost,
    test_cost_of_numpy_arrays, test_cost_with_a_tensor_as_w, test_cost_leaves_its_arguments_as_they_were,
    test_batch_costs_are_taken_before_each_update, test_batch_descent_has_one_cost_an_epoch_at_the_minimum,
    test_stochastic_costs_are_over_all_samples, test_minibatch_costs_are_over_all_samples
says: Your cost is half of the one asked for. Some books put 1/2 in front of the square to tidy up the derivative; the definition here has none.
says_zh: 你的代价正好是要求的一半。有些教材为了求导方便，在平方前面放 1/2，本课的定义里没有它。
"""


def cost(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Mean squared error of the line x * w."""
    errors = xs * w - ys
    return (errors**2).mean() / 2
