"""Believes that tanh is the sigmoid, as both are S-shaped.

expect: test_sigmoid_of_drawn_numbers, test_sigmoid_of_z_and_minus_z_add_up_to_one,
    test_sigmoid_of_large_numbers_is_one, test_sigmoid_of_large_numbers_of_both_signs, test_sigmoid_in_float64,
    test_sigmoid_leaves_z_as_it_was
says: Your values run from -1 to 1: that is tanh. A probability has to stay between 0 and 1, with one half at z = 0.
says_zh: 你的值在 -1 到 1 之间，那是 tanh。概率必须在 0 和 1 之间，z = 0 时应为二分之一。
"""


def sigmoid(z: Tensor) -> Tensor:
    """1 / (1 + exp(-z)) of each number."""
    return torch.tanh(z)
