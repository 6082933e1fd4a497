"""Believes that numbers of a network are always float32.

expect: test_s_curves_in_float64, test_smooth_ones_in_float64
says: You turned x into float32, which keeps 7 digits. A float64 tensor is computed in float64.
says_zh: 你把 x 转成了 float32，只剩 7 位有效数字。float64 的张量应该按 float64 计算。
"""


def sigmoid(x: Tensor) -> Tensor:
    """1 / (1 + exp(-x)): any number into (0, 1). Finite for every finite x."""
    return 1 / (1 + torch.exp(-x.float()))


def normal_cdf(x: Tensor) -> Tensor:
    """The probability that a standard normal number is below x."""
    return (1 + torch.erf(x.float() / math.sqrt(2))) / 2
