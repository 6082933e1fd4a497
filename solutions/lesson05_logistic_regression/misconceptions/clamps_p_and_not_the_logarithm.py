"""Believes that the cure for log(0) is to keep p itself away from 0 and 1.

expect: test_bce_of_certain_and_wrong_costs_one_hundred, test_bce_does_not_clamp_the_probability
family: _EPS from 1e-7 to 1e-3
says: In your logarithms a p far below {value} counts as {value}, so all of these cost the same, and 1 - p likewise. PyTorch leaves p alone and limits the logarithm.
says_zh: 在你的对数里，远小于 {value} 的 p 都被当成 {value}，损失全都一样，1 - p 也是如此。PyTorch 不动 p，限制的是对数。
"""

_EPS = 1e-7


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities."""
    p = p.clamp(_EPS, 1 - _EPS)
    return reduce_losses(-(y * torch.log(p) + (1 - y) * torch.log(1 - p)), reduction)
