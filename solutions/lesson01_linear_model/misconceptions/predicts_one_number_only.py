"""Believes that x is always a single number and converts it to a float.

expect: test_forward_of_each_input_in_a_tensor, test_forward_of_each_input_in_an_array
says: Your forward turned x into one Python number, so it cannot take an array or a tensor of inputs. Which of the operations in the formula needs that conversion?
says_zh: 你的 forward 把 x 转成了一个 Python 数，所以接收不了一整个数组或张量。公式里有哪一步真的需要这个转换吗？
"""


def forward(x: Number, w: Number) -> Number:
    """Predict y for the input x with the line y = w * x."""
    return float(x) * float(w)


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples."""
    return sum(loss(x, y, w) for x, y in zip(xs, ys, strict=True)) / len(xs)


def forward_with_bias(x: Number, w: Number, b: Number) -> Number:
    """Predict y for the input x with the line y = w * x + b."""
    return x * w + b
