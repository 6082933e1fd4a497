"""Believes that the line of every smooth loss has slope 1.

expect: test_huber_below_and_beyond_delta, test_smooth_losses_are_reduced
says: Beyond delta your huber is e - delta / 2, a line of slope 1. Its parabola arrives at delta with slope delta, and the line goes on with that.
says_zh: 超过 delta 之后，你的 huber 是 e - delta / 2，斜率为 1。抛物线到达 delta 时斜率是 delta，直线要以这个斜率接下去。
"""


def huber(prediction: Tensor, target: Tensor, delta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors up to delta, a line of slope delta beyond."""
    error = (prediction - target).abs()
    return reduce_losses(torch.where(error <= delta, error**2 / 2, error - delta / 2), reduction)
