"""Believes that the gradient points to where the loss falls.

expect: test_step_goes_against_the_gradient, test_second_step_is_like_the_first,
    test_large_gradients_are_not_cut, test_three_steps_of_descent, test_xor_is_solved,
    test_patterns_are_told_apart, test_network_reads_new_digits
says: You moved along the gradient. It points to where the loss grows fastest.
says_zh: 你是顺着梯度走的。梯度指向损失增长最快的方向。
"""


def step(params, grads, lr):
    """Gradient descent, in place."""
    for layer, slopes in zip(params, grads, strict=True):
        for values, slope in zip(layer, slopes, strict=True):
            values += lr * slope
