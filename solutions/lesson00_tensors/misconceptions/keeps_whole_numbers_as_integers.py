"""Believes that a tensor holds floats whatever it was made from.

expect: test_whole_numbers_become_float32
says: You left the dtype to torch.tensor. It looks at the numbers: ints make an int64 tensor. What is asked for is float32 in every case.
says_zh: 你让 torch.tensor 自己决定 dtype。它会看数据：整数列表得到的是 int64 张量。题目要求的始终是 float32。
"""


def from_values(values: list) -> Tensor:
    """A tensor of nested lists."""
    return torch.tensor(values)
