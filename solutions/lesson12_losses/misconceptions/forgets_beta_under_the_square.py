"""Believes that the parabola of smooth_l1 is that of huber.

expect: test_smooth_l1_below_and_beyond_beta, test_smooth_losses_are_reduced
says: Your parabola is e ** 2 / 2, without beta. Divided by beta as well it meets the line at e = beta.
says_zh: 你的抛物线是 e ** 2 / 2，没有 beta。还要除以 beta，它才会在 e = beta 处与直线相接。
"""


def smooth_l1(prediction: Tensor, target: Tensor, beta: float=1.0, reduction: str='mean') -> Tensor:
    """A parabola for errors below beta, a line of slope 1 beyond."""
    error = (prediction - target).abs()
    return reduce_losses(torch.where(error < beta, error ** 2 / 2, error - beta / 2), reduction)
