"""Believes that gradients beyond 5 are errors and may be clipped.

expect: test_large_gradients_are_not_cut
says: You clipped the gradients. That is a remedy for some networks, but plain gradient descent takes them as they are.
says_zh: 你截断了梯度。有些网络需要这一招，但普通的梯度下降原样使用梯度。
"""


def step(params, grads, lr):
    """Gradient descent, in place."""
    for layer, slopes in zip(params, grads, strict=True):
        for values, slope in zip(layer, slopes, strict=True):
            values -= lr * np.clip(slope, -5, 5)
