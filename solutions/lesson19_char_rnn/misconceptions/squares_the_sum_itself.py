"""Believes that the derivative of tanh is 1 - z squared.

expect: test_gradients_of_input_and_state, test_gradients_of_the_weights, test_gradient_of_the_bias
says: You take 1 - z squared with the sum z inside of the tanh. The derivative is 1 - tanh(z) squared: square the value of the tanh.
says_zh: 你用的是 1 减 z 的平方，z 是 tanh 里面的和。导数是 1 减 tanh(z) 的平方：要平方的是 tanh 的值。
"""


def cell_gradients(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor, upstream: Tensor) -> dict[str, Tensor]:
    d = upstream * (1 - (x @ Wx + h @ Wh + b) ** 2)
    return {"x": d @ Wx.T, "h": d @ Wh.T, "Wx": x.T @ d, "Wh": h.T @ d, "b": d.sum(dim=0)}
