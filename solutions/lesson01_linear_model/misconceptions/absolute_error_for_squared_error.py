"""Believes that dropping the sign of the error is enough.

expect: test_loss_is_the_squared_error, test_loss_is_zero_on_the_line, test_loss_is_the_same_above_and_below_the_line,
    test_loss_of_tensors, test_loss_of_arrays
says: Your loss is the absolute error: an error of 4 costs 4. The squared error makes it cost 16.
says_zh: 你算的是绝对误差：误差为 4 时损失是 4。平方误差下它应当是 16。
"""


def loss(x: Number, y: Number, w: Number) -> Number:
    """Measure how wrong the line is at one sample."""
    return abs(forward(x, w) - y)
