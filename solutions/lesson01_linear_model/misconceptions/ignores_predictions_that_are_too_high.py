"""Believes that only a prediction below the truth is an error.

expect: test_loss_is_the_same_above_and_below_the_line, test_loss_of_arrays
says: Your loss is 0 when the prediction lies above the truth. Too high is as wrong as too low.
says_zh: 预测值高于真实值时，你的损失成了 0。偏高和偏低一样是错。
"""


def loss(x: Number, y: Number, w: Number) -> Number:
    """Measure how wrong the line is at one sample."""
    return max(0.0, float(y - forward(x, w))) ** 2
