"""Believes that the line comes first and the parabola beyond delta.

expect: test_huber_below_and_beyond_delta, test_smooth_losses_are_reduced
says: Your two pieces are exchanged: small errors meet the line and large ones the parabola. The parabola belongs to errors up to delta.
says_zh: 你的两段弄反了：小误差走了直线，大误差走了抛物线。不超过 delta 的误差才用抛物线。
"""


def huber(prediction: Tensor, target: Tensor, delta: float=1.0, reduction: str='mean') -> Tensor:
    """A parabola for errors up to delta, a line of slope delta beyond."""
    error = (prediction - target).abs()
    return reduce_losses(torch.where(error > delta, error ** 2 / 2, delta * (error - delta / 2)), reduction)
