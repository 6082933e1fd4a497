"""Believes that the cure for log(0) is to keep p itself away from 0 and 1.

expect: test_bce_of_certain_and_wrong_costs_one_hundred, test_bce_does_not_clamp_the_probability
says: You moved p into a smaller range, so every p below it costs the same (about 16 for 1e-7). PyTorch leaves p alone and limits the logarithm.
says_zh: 你把 p 限制到了更小的范围，于是比它更小的 p 损失全都一样（1e-7 时大约是 16）。PyTorch 不动 p，限制的是对数。
"""


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities."""
    p = p.clamp(1e-7, 1 - 1e-7)
    return reduce_losses(-(y * torch.log(p) + (1 - y) * torch.log(1 - p)), reduction)
