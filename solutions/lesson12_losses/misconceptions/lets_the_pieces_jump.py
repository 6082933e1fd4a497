"""Believes that the outer piece of smooth_l1 is the absolute error itself.

expect: test_smooth_l1_below_and_beyond_beta, test_smooth_losses_are_reduced
says: At e = beta your parabola has reached beta / 2 and your line starts at beta: the loss jumps. What has to be taken off the line so that the two meet?
says_zh: 在 e = beta 处，你的抛物线到了 beta / 2，直线却从 beta 开始：损失跳了一下。要让两段接上，直线应减去多少？
"""


def smooth_l1(prediction: Tensor, target: Tensor, beta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors below beta, a line of slope 1 beyond."""
    error = (prediction - target).abs()
    return reduce_losses(torch.where(error < beta, error**2 / (2 * beta), error), reduction)
