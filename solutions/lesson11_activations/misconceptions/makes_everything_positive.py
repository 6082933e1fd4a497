"""Believes that ReLU makes numbers positive.

expect: test_relu_keeps_what_is_positive, test_straight_pieces_leave_x_as_it_was
says: You dropped the minus signs, so -3 became 3. What does ReLU answer to a number below 0?
says_zh: 你只是去掉了负号，-3 变成了 3。遇到小于 0 的数，ReLU 应该给出什么？
"""


def relu(x: Tensor) -> Tensor:
    """Keep what is positive, put 0 for the rest."""
    return x.abs()
