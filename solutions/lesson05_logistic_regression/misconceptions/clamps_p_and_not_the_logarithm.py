"""Believes that the cure for log(0) is to keep p itself away from 0 and 1.

expect: test_bce_of_certain_and_wrong_costs_one_hundred, test_bce_does_not_clamp_the_probability
says: You moved p into the range from {value} to 1 - {value}, so every p below it costs the same. PyTorch leaves p alone and limits the logarithm.
says_zh: 你把 p 限制在 {value} 到 1 - {value} 之间，于是比它更小的 p 损失全都一样。PyTorch 不动 p，限制的是对数。
"""

_EPS = 1e-7


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities."""
    p = p.clamp(_EPS, 1 - _EPS)
    return reduce_losses(-(y * torch.log(p) + (1 - y) * torch.log(1 - p)), reduction)
