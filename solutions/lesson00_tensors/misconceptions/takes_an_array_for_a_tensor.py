"""Believes that an array and a tensor are the same thing.

expect: test_shared_view_is_a_tensor_like_the_array, test_a_change_of_the_array_shows_in_the_view,
    test_shared_view_of_whole_numbers, test_copy_is_a_tensor_with_the_values
says: You returned a NumPy array. The memory is as it should be, but an array is not a tensor: it knows no autograd and no layer takes it.
says_zh: 你返回的是 NumPy 数组。内存的归属没有问题，但数组不是张量：不能自动微分，也不能交给网络层。
"""


def shared_view(array: np.ndarray) -> np.ndarray:
    """The array."""
    return array


def independent_copy(array: np.ndarray) -> np.ndarray:
    """A copy of the array."""
    return array.copy()
