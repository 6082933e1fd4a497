"""Believes that a cast always makes a copy.

expect: test_copy_is_a_tensor_with_the_values, test_a_change_of_the_array_spares_the_copy
says: A cast copies only if the dtype changes. With a float32 array .float() has nothing to do and returns the same tensor, on the same memory.
says_zh: dtype 变了，类型转换才会复制。数组是 float32 时，.float() 什么也不用做，返回的是同一个张量、同一块内存。
"""


def independent_copy(array: np.ndarray) -> Tensor:
    """A float tensor of the array."""
    return torch.from_numpy(array).float()
