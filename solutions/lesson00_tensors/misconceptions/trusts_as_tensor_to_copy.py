"""Believes that a function that makes a new tensor object also makes new memory.

expect: test_a_change_of_the_array_spares_the_copy, test_a_change_of_the_copy_spares_the_array
says: torch.as_tensor makes a new tensor object, but on the memory of the array: it copies only where it cannot share. Your copy still follows the array.
says_zh: torch.as_tensor 生成了新的张量对象，用的却还是数组的内存：它只在不能共享时才复制。你的副本仍然跟着数组变。
"""


def independent_copy(array: np.ndarray) -> Tensor:
    """A new tensor of the array."""
    return torch.as_tensor(array)
