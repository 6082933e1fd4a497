"""Believes that only the direction of a gradient counts.

expect: test_step_goes_against_the_gradient, test_second_step_is_like_the_first, test_large_gradients_are_not_cut, test_three_steps_of_descent
says: You divide each gradient by its length, so every array moves by lr, however steep the loss is. Plain gradient descent takes the gradient as it is.
says_zh: 你把每个梯度除以它的长度，不管损失有多陡，每个数组都只移动 lr。普通的梯度下降原样使用梯度。
"""


def step(params, grads, lr):
    """Gradient descent, in place."""
    for layer, slopes in zip(params, grads, strict=True):
        for values, slope in zip(layer, slopes, strict=True):
            values -= lr * slope / max(np.linalg.norm(slope), 1e-12)
