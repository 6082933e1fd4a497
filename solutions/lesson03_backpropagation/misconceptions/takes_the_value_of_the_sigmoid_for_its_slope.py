"""Believes that the slope of the sigmoid is its value.

expect: test_two_layers_by_hand, test_gradient_of_b1, test_gradient_of_w1, test_x_of_zero_stops_w1_alone
says: You multiplied by s, the value of the sigmoid, where its slope belongs. Think of a large z: s is almost 1 there, and the curve is almost flat.
says_zh: 你在该乘 sigmoid 斜率的地方乘了它的值 s。想想 z 很大的时候：s 接近 1，而曲线几乎是平的。
"""


def two_layer_gradients(x: float, y: float, w1: float, b1: float, w2: float, b2: float) -> dict[str, Scalar]:
    """The four gradients by the chain rule."""
    z = w1 * x + b1
    s = 1 / (1 + math.exp(-z))
    y_hat = w2 * s + b2
    d_y_hat = 2 * (y_hat - y)
    d_s = d_y_hat * w2
    d_z = d_s * s
    return {"w1": d_z * x, "b1": d_z, "w2": d_y_hat * s, "b2": d_y_hat}
