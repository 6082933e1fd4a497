"""Believes that the same memory can be read as any dtype.

expect: test_shared_view_is_a_tensor_like_the_array, test_a_change_of_the_array_shows_in_the_view,
    test_shared_view_of_whole_numbers
says: You changed the dtype. Another dtype needs other bytes, so the cast made a copy, and nothing is shared any more.
says_zh: 你改变了 dtype。不同的 dtype 需要不同的字节，所以类型转换生成了副本，内存不再共享。
"""


def shared_view(array: np.ndarray) -> Tensor:
    """A float tensor of the array."""
    return torch.from_numpy(array).float()
