"""Believes that the sigmoid has the slope of tanh.

expect: test_two_layers_by_hand, test_gradient_of_b1, test_gradient_of_w1, test_x_of_zero_stops_w1_alone
says: 1 - s ** 2 is the slope of tanh, written with its value. You multiplied by that; at z = 0 it gives 3/4, and the sigmoid is never steeper than 1/4.
says_zh: 1 - s ** 2 是用函数值写出的 tanh 的斜率，而你乘的正是它。在 z = 0 处它等于 3/4，但 sigmoid 的斜率从不超过 1/4。
"""


def two_layer_gradients(x: float, y: float, w1: float, b1: float, w2: float, b2: float) -> dict[str, Scalar]:
    """The four gradients by the chain rule."""
    z = w1 * x + b1
    s = 1 / (1 + math.exp(-z))
    y_hat = w2 * s + b2
    d_y_hat = 2 * (y_hat - y)
    d_s = d_y_hat * w2
    d_z = d_s * (1 - s**2)
    return {"w1": d_z * x, "b1": d_z, "w2": d_y_hat * s, "b2": d_y_hat}
