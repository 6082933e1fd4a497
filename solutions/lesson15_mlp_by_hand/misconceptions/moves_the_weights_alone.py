"""Believes that biases need no step.

expect: test_step_goes_against_the_gradient, test_second_step_is_like_the_first, test_large_gradients_are_not_cut, test_three_steps_of_descent
says: You move the weights and leave the biases as they are. A bias has a gradient, and takes the same step.
says_zh: 你只更新了权重，没有更新偏置。偏置也有梯度，同样要走一步。
"""


def step(params, grads, lr):
    """Gradient descent, in place."""
    for (weight, _), (slope, _) in zip(params, grads, strict=True):
        weight -= lr * slope
