"""Believes that math.exp copes with large numbers as torch.exp does.

expect: test_sigmoid_of_large_numbers_of_both_signs
says: math.exp raises OverflowError beyond about 709, where torch.exp gives inf. A very negative z puts a very large number into exp(-z).
says_zh: 参数超过大约 709 时 math.exp 会抛出 OverflowError，而 torch.exp 给出 inf。z 是绝对值很大的负数时，exp(-z) 里就是一个很大的正数。
"""

import math


def sigmoid(z: Tensor) -> Tensor:
    """1 / (1 + exp(-z)) of each number."""
    values = [1 / (1 + math.exp(-v)) for v in z.flatten().tolist()]
    return torch.tensor(values, dtype=z.dtype).reshape(z.shape)
