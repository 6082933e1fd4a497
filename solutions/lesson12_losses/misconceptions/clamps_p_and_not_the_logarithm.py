"""Believes that keeping p away from 0 and 1 is the same as bounding the logarithm.

expect: test_bce_of_certain_answers, test_bce_does_not_clamp_the_probability
says: You kept p away from 0 and 1 before its logarithm is taken, so no mistake can cost more than about 16. The bound belongs to the logarithm: -100.
says_zh: 你在取对数之前不让 p 靠近 0 和 1，于是再离谱的错误损失也超不过 16 左右。该有下限的是对数：-100。
"""


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities: -(y log p + (1 - y) log(1 - p))."""
    p = p.clamp(1e-7, 1 - 1e-7)
    return reduce_losses(-(y * torch.log(p) + (1 - y) * torch.log(1 - p)), reduction)
