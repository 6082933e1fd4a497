"""Believes that broadcasting finds the channels by itself, in prelu.

expect: test_prelu_has_a_weight_for_each_channel
says: In prelu you multiplied by the weight as it is, and broadcasting lines it up with the last dimension. The channels are dimension 1; write down both shapes, one above the other.
says_zh: 在 prelu 里你直接乘上 weight，广播就把它对到了最后一维。通道在第 1 维；把两个形状上下对齐写出来看看。
"""


def prelu(x: Tensor, weight: Tensor) -> Tensor:
    """Leaky ReLU with a learned slope: one for all numbers or one per channel."""
    return torch.where(x > 0, x, weight * x)
