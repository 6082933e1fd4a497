"""Believes that broadcasting finds the channels by itself.

expect: test_prelu_has_a_weight_for_each_channel, test_prelu_gradient_is_that_of_x
says: You multiplied by the weight as it is, and broadcasting lines it up with the last dimension. The channels are dimension 1; write down both shapes, one above the other.
says_zh: 你直接乘上 weight，广播就把它对到了最后一维。通道在第 1 维；把两个形状上下对齐写出来看看。
"""


def prelu(x: Tensor, weight: Tensor) -> Tensor:
    """Leaky ReLU with a learned slope: one for all numbers or one per channel."""
    return torch.where(x > 0, x, weight * x)


def prelu_gradient(x: Tensor, weight: Tensor) -> Tensor:
    """Slope of prelu with respect to x at each number: 1 above 0, the channel's weight below."""
    return torch.where(x > 0, torch.ones_like(x), weight * torch.ones_like(x))
