"""Believes that the gradients are of no use after the step.

expect: test_second_step_is_like_the_first, test_step_leaves_the_gradients_as_they_were
says: You multiplied the gradients themselves by lr. Whoever uses them again, for a second step or for a plot, finds other numbers.
says_zh: 你把梯度本身乘上了 lr。谁要是再用它们，再走一步或者画图，看到的就是别的数了。
"""


def step(params, grads, lr):
    """Gradient descent, in place."""
    for layer, slopes in zip(params, grads, strict=True):
        for values, slope in zip(layer, slopes, strict=True):
            slope *= lr
            values -= slope
