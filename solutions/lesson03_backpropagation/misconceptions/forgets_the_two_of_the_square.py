"""Believes that the derivative of the squared error is the error.

expect: test_two_layers_by_hand, test_gradient_of_b2, test_gradient_of_w2, test_gradient_of_b1,
    test_gradient_of_w1, test_x_of_zero_stops_w1_alone, test_w2_of_zero_stops_the_first_layer
says: All four gradients are half as large as they should be. Differentiate (y_hat - y) ** 2 once more on paper.
says_zh: 四个梯度都只有应有的一半。在纸上把 (y_hat - y) ** 2 再求一次导。
"""


def two_layer_gradients(x: float, y: float, w1: float, b1: float, w2: float, b2: float) -> dict[str, Scalar]:
    """The four gradients by the chain rule."""
    z = w1 * x + b1
    s = 1 / (1 + math.exp(-z))
    y_hat = w2 * s + b2
    d_y_hat = y_hat - y
    d_s = d_y_hat * w2
    d_z = d_s * s * (1 - s)
    return {"w1": d_z * x, "b1": d_z, "w2": d_y_hat * s, "b2": d_y_hat}
