"""Believes that a tensor made from an array is a window on it, however it is made.

expect: test_a_change_of_the_array_shows_in_the_view, test_shared_view_of_whole_numbers
says: torch.tensor always copies. What you returned no longer follows the array.
says_zh: torch.tensor 一定会复制。你返回的张量不会再跟着数组变化。
"""


def shared_view(array: np.ndarray) -> Tensor:
    """A tensor of the array."""
    return torch.tensor(array)
