"""Believes that the gradient of every weight has the factor x.

expect: test_two_layers_by_hand, test_gradient_of_w2, test_x_of_zero_stops_w1_alone,
    test_w2_of_zero_stops_the_first_layer
says: You gave w2 the factor x. A weight's gradient has the factor that the weight is multiplied by in the forward pass, and that is not x for w2.
says_zh: 你给 w2 的梯度乘了 x。一个权重的梯度所带的因子，是它在前向传播里所乘的那个量；对 w2 来说，那不是 x。
"""


def two_layer_gradients(x: float, y: float, w1: float, b1: float, w2: float, b2: float) -> dict[str, Scalar]:
    """The four gradients by the chain rule."""
    z = w1 * x + b1
    s = 1 / (1 + math.exp(-z))
    y_hat = w2 * s + b2
    d_y_hat = 2 * (y_hat - y)
    d_s = d_y_hat * w2
    d_z = d_s * s * (1 - s)
    return {"w1": d_z * x, "b1": d_z, "w2": d_y_hat * x, "b2": d_y_hat}
