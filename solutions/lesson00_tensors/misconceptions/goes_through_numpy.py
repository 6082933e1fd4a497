"""Believes that NumPy and PyTorch have the same default dtype.

expect: test_values_keep_their_places, test_whole_numbers_become_float32,
    test_each_level_of_lists_is_a_dimension
says: The values went through NumPy, whose arrays of floats are float64 and of ints int64; torch.from_numpy keeps that dtype. Which one is asked for?
says_zh: 这些数先经过了 NumPy：它的浮点数组默认是 float64，整数数组是 int64，而 torch.from_numpy 会保留 dtype。题目要的是哪一种？
"""


def from_values(values: list) -> Tensor:
    """A tensor of nested lists, by way of NumPy."""
    return torch.from_numpy(np.array(values))
