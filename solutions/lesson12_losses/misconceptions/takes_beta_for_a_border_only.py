"""Believes that beta only says where the parabola ends.

expect: test_smooth_l1_below_and_beyond_beta, test_smooth_l1_with_beta_zero_is_l1, test_smooth_losses_are_reduced
says: Your beta only says where the line begins. It also divides the parabola and lowers the line by half of it, so that the two meet without a jump.
says_zh: 你的 beta 只决定直线从哪里开始。它还要除抛物线，并把直线降低它的一半，这样两段才能接上。
"""


def smooth_l1(prediction: Tensor, target: Tensor, beta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola, then a line."""
    error = (prediction - target).abs()
    return reduce_losses(torch.where(error < beta, error**2 / 2, error - 0.5), reduction)
