"""Believes that keeping p away from 0 and 1 is the same as bounding the logarithm.

expect: test_bce_of_certain_answers, test_bce_does_not_clamp_the_probability
family: _EPS from 1e-7 to 1e-3
says: In your logarithms a p far below {value} counts as {value}, so all of these cost the same, and 1 - p likewise. The bound belongs to the logarithm: -100.
says_zh: 在你的对数里，远小于 {value} 的 p 都被当成 {value}，损失全都一样，1 - p 也是如此。该有下限的是对数：-100。
"""

_EPS = 1e-7


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities: -(y log p + (1 - y) log(1 - p))."""
    p = p.clamp(_EPS, 1 - _EPS)
    return reduce_losses(-(y * torch.log(p) + (1 - y) * torch.log(1 - p)), reduction)
