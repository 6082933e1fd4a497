"""Believes that data must be a column, and that a column minus a row subtracts pair by pair.

expect: test_cost_is_the_mean_of_the_squared_errors, test_cost_of_numpy_arrays, test_cost_with_a_tensor_as_w,
    test_cost_leaves_its_arguments_as_they_were, test_batch_costs_are_taken_before_each_update,
    test_batch_descent_has_one_cost_an_epoch_at_the_minimum, test_stochastic_costs_are_over_all_samples,
    test_minibatch_costs_are_over_all_samples
says: You made xs a column of shape (n, 1) but left ys with shape (n,). Print the shape of their difference: broadcasting pairs every sample with every target.
says_zh: 你把 xs 变成了形状 (n, 1) 的列，而 ys 的形状仍是 (n,)。打印一下两者之差的形状：广播让每个样本和每个目标值都配了一次对。
"""


def cost(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Mean squared error of the line x * w."""
    errors = xs.reshape(-1, 1) * w - ys
    return (errors**2).mean()
