"""Believes that the gradient of a data set is the sum over its samples.

expect: test_gradient_of_three_samples, test_gradient_is_zero_at_the_lowest_cost,
    test_gradient_is_the_slope_of_the_cost, test_gradient_of_numpy_arrays,
    test_gradient_leaves_its_arguments_as_they_were, test_batch_w_after_one_epoch, test_batch_w_after_several_epochs,
    test_batch_costs_are_taken_before_each_update, test_batch_descent_goes_on_when_the_cost_rises,
    test_batch_descent_has_one_cost_an_epoch_at_the_minimum, test_batch_descent_reaches_the_least_squares_w,
    test_batch_descent_leaves_its_arguments_as_they_were, test_minibatch_w_after_two_full_batches,
    test_minibatch_uses_the_short_last_batch, test_minibatch_w_after_several_epochs,
    test_minibatch_larger_than_the_data_is_one_batch, test_minibatch_costs_are_over_all_samples,
    test_minibatch_descent_leaves_its_arguments_as_they_were
says: Your gradient adds up the samples. The cost is a mean, so its derivative is a mean too; with the sum the steps grow with the data.
says_zh: 你的梯度是各样本之和。代价是均值，它的导数也是均值；若用求和，数据越多步子越大。
"""


def gradient(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Slope of the cost at w."""
    errors = xs * w - ys
    return (2 * xs * errors).sum()
