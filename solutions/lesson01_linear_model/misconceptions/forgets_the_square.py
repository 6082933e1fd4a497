"""Believes that the loss of a sample is the signed difference.

expect: test_loss_is_the_squared_error, test_loss_is_zero_on_the_line, test_loss_is_the_same_above_and_below_the_line,
    test_loss_of_tensors, test_loss_of_arrays
says: You returned prediction minus truth. A loss must be smallest when the prediction is right; what does yours do when the prediction is far too low?
says_zh: 你返回的是预测值减真实值。损失应当在预测正确时最小；预测值低很多时，你的结果是多少？
"""


def loss(x: Number, y: Number, w: Number) -> Number:
    """Measure how wrong the line is at one sample."""
    return forward(x, w) - y
