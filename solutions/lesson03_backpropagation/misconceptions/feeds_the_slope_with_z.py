"""Believes that the slope of the sigmoid is z (1 - z).

expect: test_two_layers_by_hand, test_gradient_of_b1, test_gradient_of_w1, test_x_of_zero_stops_w1_alone
says: You put z into s (1 - s). The slope of the sigmoid is written with its value, what came out of it, and not with what went in.
says_zh: 你把 z 代进了 s (1 - s)。sigmoid 的斜率要用它的输出值来写，而不是用输入。
"""


def two_layer_gradients(x: float, y: float, w1: float, b1: float, w2: float, b2: float) -> dict[str, Scalar]:
    """The four gradients by the chain rule."""
    z = w1 * x + b1
    s = 1 / (1 + math.exp(-z))
    d_y_hat = 2 * (w2 * s + b2 - y)
    d_z = d_y_hat * w2 * z * (1 - z)
    return {"w1": d_z * x, "b1": d_z, "w2": d_y_hat * s, "b2": d_y_hat}
