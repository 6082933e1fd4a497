"""Believes that a product with a mask removes whatever stands beside it.

expect: test_smooth_l1_with_beta_zero_is_l1
says: With beta = 0 the piece that you do not want divides by 0, and your mask multiplies inf or NaN by 0, which is NaN. A choice takes the one and never looks at the other.
says_zh: beta = 0 时，不要的那一段要除以 0，你的掩码再用 0 去乘 inf 或 NaN，得到的还是 NaN。二选一则根本不看另一段。
"""


def smooth_l1(prediction: Tensor, target: Tensor, beta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors below beta, a line of slope 1 beyond."""
    error = (prediction - target).abs()
    small = (error < beta).to(error.dtype)
    return reduce_losses(small * (error**2 / (2 * beta)) + (1 - small) * (error - beta / 2), reduction)
