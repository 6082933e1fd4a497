"""Believes that the squared error is the difference of two squares.

expect: test_loss_is_the_squared_error, test_loss_is_zero_on_the_line, test_loss_is_the_same_above_and_below_the_line,
    test_loss_of_tensors, test_loss_of_arrays
says: You squared prediction and truth and then subtracted. Take the difference first: with a prediction of 6 and a truth of 10 the error is -4.
says_zh: 你先把预测值和真实值各自平方再相减。应该先求差：预测 6、真实 10，误差是 -4。
"""


def loss(x: Number, y: Number, w: Number) -> Number:
    """Measure how wrong the line is at one sample."""
    return forward(x, w) ** 2 - y**2
