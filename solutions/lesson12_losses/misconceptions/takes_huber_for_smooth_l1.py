"""Believes that smooth_l1 and huber are two names of one loss.

expect: test_smooth_l1_below_and_beyond_beta, test_smooth_l1_with_beta_zero_is_l1,
    test_smooth_losses_are_reduced
says: You gave huber's formula for smooth_l1: for beta = 1 they agree, otherwise they differ by the factor beta. Far away, smooth_l1 always has slope 1.
says_zh: 你在 smooth_l1 里写的是 huber 的式子：beta = 1 时两者相同，否则相差一个系数 beta。误差很大时，smooth_l1 的斜率总是 1。
"""


def smooth_l1(prediction: Tensor, target: Tensor, beta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors below beta, a line of slope 1 beyond."""
    error = (prediction - target).abs()
    return reduce_losses(torch.where(error <= beta, error**2 / 2, beta * (error - beta / 2)), reduction)
