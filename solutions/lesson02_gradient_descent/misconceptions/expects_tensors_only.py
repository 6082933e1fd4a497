"""Believes that every input is a tensor.

expect: test_cost_of_numpy_arrays, test_gradient_of_numpy_arrays,
  test_batch_costs_are_taken_before_each_update, test_stochastic_w_after_several_epochs,
  test_stochastic_descent_leaves_its_arguments_as_they_were, test_minibatch_w_after_several_epochs,
  test_gradients_with_bias_of_numpy_arrays
says: You call functions of torch on xs and ys directly; they refuse NumPy arrays. Use what both kinds share, or convert first.
says_zh: 你直接对 xs、ys 调用了 torch 的函数，而它们不接受 NumPy 数组。请用两者共有的运算，或者先做转换。
"""


def cost(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Mean squared error of the line x * w."""
    errors = xs * w - ys
    return torch.mean(errors**2)


def gradient(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Slope of the cost at w."""
    errors = xs * w - ys
    return torch.mean(2 * xs * errors)


def gradients_with_bias(xs: Values, ys: Values, w: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """(dw, db) of the line x * w + b."""
    errors = xs * w + b - ys
    return torch.mean(2 * xs * errors), torch.mean(2 * errors)
