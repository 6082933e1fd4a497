"""Believes that what is taken off the line is delta / 2.

expect: test_huber_below_and_beyond_delta, test_smooth_losses_are_reduced
says: Beyond delta you take delta / 2 off delta * e. At e = delta the line must meet delta ** 2 / 2: the bracket is multiplied by delta as a whole.
says_zh: 超过 delta 时，你从 delta * e 里减去了 delta / 2。在 e = delta 处直线要等于 delta ** 2 / 2：整个括号都要乘 delta。
"""


def huber(prediction: Tensor, target: Tensor, delta: float=1.0, reduction: str='mean') -> Tensor:
    """A parabola for errors up to delta, a line of slope delta beyond."""
    error = (prediction - target).abs()
    return reduce_losses(torch.where(error <= delta, error ** 2 / 2, delta * error - delta / 2), reduction)
