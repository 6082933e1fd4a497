"""Believes that large gradients are errors and may be clipped.

expect: test_large_gradients_are_not_cut
family: _BOUND from 1 to 500
says: You clipped the gradients at {value}. That is a remedy for some networks, but plain gradient descent takes them as they are.
says_zh: 你把梯度截断在 {value}。有些网络需要这一招，但普通的梯度下降原样使用梯度。
"""


_BOUND = 5.0


def step(params, grads, lr):
    """Gradient descent, in place."""
    for layer, slopes in zip(params, grads, strict=True):
        for values, slope in zip(layer, slopes, strict=True):
            values -= lr * np.clip(slope, -_BOUND, _BOUND)
