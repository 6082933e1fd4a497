"""Believes that a number too small to be seen in p does no harm in the logarithm.

family: _EPS from 1e-12 to 1e-8
expect: test_bce_of_certain_answers, test_bce_does_not_clamp_the_probability
says: In your logarithms a p far below {value} counts as {value}, so all of these cost the same and p = 0 costs far less than 100. Here the logarithm has a limit, not p.
says_zh: 在你的对数里，远小于 {value} 的 p 都被当成 {value}，于是损失全都一样，p = 0 时也远不到 100。这里有下限的是对数，不是 p。
"""

_EPS = 1e-8


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities: -(y log p + (1 - y) log(1 - p))."""
    return reduce_losses(-(y * torch.log(p + _EPS) + (1 - y) * torch.log(1 - p + _EPS)), reduction)
