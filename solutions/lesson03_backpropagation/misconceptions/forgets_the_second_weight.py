"""Believes that the error reaches the first layer without passing the weight of the second.

expect: test_two_layers_by_hand, test_gradient_of_b1, test_gradient_of_w1, test_x_of_zero_stops_w1_alone,
    test_w2_of_zero_stops_the_first_layer
says: Your w1 and b1 get the same gradient whatever w2 is. On the way from y_hat to s there is a factor: how much does y_hat change when s changes by 1?
says_zh: 不管 w2 是多少，你的 w1 和 b1 得到的梯度都一样。从 y_hat 到 s 还有一个因子：s 变化 1 时，y_hat 变化多少？
"""


def two_layer_gradients(x: float, y: float, w1: float, b1: float, w2: float, b2: float) -> dict[str, Scalar]:
    """The four gradients by the chain rule."""
    z = w1 * x + b1
    s = 1 / (1 + math.exp(-z))
    y_hat = w2 * s + b2
    d_y_hat = 2 * (y_hat - y)
    d_s = d_y_hat
    d_z = d_s * s * (1 - s)
    return {"w1": d_z * x, "b1": d_z, "w2": d_y_hat * s, "b2": d_y_hat}
