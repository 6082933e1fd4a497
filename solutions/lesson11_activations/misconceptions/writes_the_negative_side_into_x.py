"""Believes that only the numbers that change need to be written, into the tensor that is there.

expect: test_smooth_ones_in_float64
says: Your elu writes the side below 0 into x itself. Start from a copy, or choose between two new tensors with torch.where.
says_zh: 你的 elu 把 0 以下的部分直接写进了 x。请从副本开始，或者用 torch.where 在两个新的张量之间选择。
"""


def elu(x: Tensor, alpha: float = 1.0) -> Tensor:
    """x above 0, alpha * (exp(x) - 1) below."""
    below = x < 0
    x[below] = alpha * torch.expm1(x[below])
    return x
