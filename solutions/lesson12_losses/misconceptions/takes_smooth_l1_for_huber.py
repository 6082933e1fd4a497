"""Believes that huber and smooth_l1 are one loss, divided by its parameter.

expect: test_huber_below_and_beyond_delta, test_smooth_losses_are_reduced
says: You gave smooth_l1's formula for huber. Small errors cost e^2 / 2 in huber, whatever delta is; the line beyond has slope delta.
says_zh: 你在 huber 里写的是 smooth_l1 的式子。huber 里小误差的损失是 e^2 / 2，与 delta 无关；外面那段直线的斜率是 delta。
"""


def huber(prediction: Tensor, target: Tensor, delta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors up to delta, a line of slope delta beyond."""
    error = (prediction - target).abs()
    return reduce_losses(torch.where(error <= delta, error**2 / (2 * delta), error - delta / 2), reduction)
