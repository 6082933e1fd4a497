"""Believes that the outer piece of huber is delta times the absolute error.

expect: test_huber_below_and_beyond_delta, test_smooth_losses_are_reduced
says: At e = delta your parabola has reached delta ** 2 / 2 and your line starts at delta ** 2: the loss jumps. What is taken off the line makes the two meet.
says_zh: 在 e = delta 处，你的抛物线到了 delta ** 2 / 2，直线却从 delta ** 2 开始：损失跳了一下。直线上减去的那一项，正是为了让两段接上。
"""


def huber(prediction: Tensor, target: Tensor, delta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors up to delta, a line of slope delta beyond."""
    error = (prediction - target).abs()
    return reduce_losses(torch.where(error <= delta, error**2 / 2, delta * error), reduction)
