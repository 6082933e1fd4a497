"""Believes that tensors are float32, so that a conversion does no harm.

expect: test_sigmoid_in_float64
says: You converted z to float32, which keeps about 7 digits; a float64 tensor comes with about 16. Let the result follow the dtype of z.
says_zh: 你把 z 转成了 float32，只剩大约 7 位有效数字，而 float64 有大约 16 位。计算时请沿用 z 自己的 dtype。
"""


def sigmoid(z: Tensor) -> Tensor:
    """1 / (1 + exp(-z)) of each number."""
    return 1 / (1 + torch.exp(-z.float()))
