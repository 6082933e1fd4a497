"""Believes that a gradient passes through the sigmoid as it is.

expect: test_two_layers_by_hand, test_gradient_of_b1, test_gradient_of_w1, test_x_of_zero_stops_w1_alone
says: Your gradients of w1 and b1 lack a factor: the sigmoid has a slope of its own at z, and the chain rule multiplies with it.
says_zh: w1 和 b1 的梯度少了一个因子：sigmoid 在 z 处有自己的斜率，按链式法则要乘上它。
"""


def two_layer_gradients(x: float, y: float, w1: float, b1: float, w2: float, b2: float) -> dict[str, Scalar]:
    """The four gradients by the chain rule."""
    z = w1 * x + b1
    s = 1 / (1 + math.exp(-z))
    y_hat = w2 * s + b2
    d_y_hat = 2 * (y_hat - y)
    d_s = d_y_hat * w2
    d_z = d_s
    return {"w1": d_z * x, "b1": d_z, "w2": d_y_hat * s, "b2": d_y_hat}
