"""Believes that math.sin and math.exp are recorded as torch.sin and torch.exp are.

expect: test_derivative_at_zero, test_derivative_of_a_positive_number, test_derivative_of_a_negative_number,
    test_derivative_of_a_tensor, test_derivative_of_an_array, test_derivative_of_the_same_tensor_again,
    test_one_backward_leaves_the_derivative, test_three_backwards_leave_three_times_the_derivative,
    test_many_backwards_at_a_negative_number, test_two_backwards_at_a_tensor
says: Only x ** 3 has reached your gradient. math.sin and math.exp return plain floats, and autograd knows nothing of where a float came from.
says_zh: 你的梯度里只剩下 x ** 3 的那一份。math.sin 和 math.exp 返回的是普通浮点数，autograd 不知道这些数从哪里来。
"""


def curve(x: Tensor) -> Tensor:
    """sin(x) * exp(x) + x ** 3."""
    return math.sin(x) * math.exp(x) + x**3
