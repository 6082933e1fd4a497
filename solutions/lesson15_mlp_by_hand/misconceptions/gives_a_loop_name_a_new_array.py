"""Believes that to assign to the name in a loop changes the array in the list.

expect: test_step_goes_against_the_gradient, test_second_step_is_like_the_first, test_large_gradients_are_not_cut,
    test_three_steps_of_descent, test_xor_is_solved
says: Nothing has moved. If you assign to the name of a loop, that name gets a new array and params still holds the old one.
says_zh: 什么都没有动。如果你是给循环里的名字赋值，那个名字只是指向一个新数组，params 里装的还是旧的。
"""


def step(params, grads, lr):
    """Gradient descent, in place."""
    for layer, slopes in zip(params, grads, strict=True):
        for values, slope in zip(layer, slopes, strict=True):
            values = values - lr * slope
