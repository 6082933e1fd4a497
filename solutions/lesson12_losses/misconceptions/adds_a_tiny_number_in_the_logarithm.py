"""Believes that a number too small to be seen in p does no harm in the logarithm.

family: _EPS from 1e-12 to 1e-8
expect: test_bce_of_certain_answers, test_bce_does_not_clamp_the_probability
says: You took the logarithm of p + {value}. So no loss can grow large: a tiny p costs too little, and p = 0 costs far less than 100. Here the logarithm has a limit, not p.
says_zh: 你对 p + {value} 取了对数。这样损失怎么也大不起来：p 很小时损失偏小，p = 0 时更是远不到 100。这里有下限的是对数，不是 p。
"""

_EPS = 1e-8


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities: -(y log p + (1 - y) log(1 - p))."""
    return reduce_losses(-(y * torch.log(p + _EPS) + (1 - y) * torch.log(1 - p + _EPS)), reduction)
