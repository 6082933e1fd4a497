"""Believes that the gradient passes a tanh as it is.

expect: test_gradients_of_input_and_state, test_gradients_of_the_weights, test_gradient_of_the_bias
says: You leave the tanh out on the way back. Its derivative is 1 - tanh(z) squared, and upstream has to be multiplied with it.
says_zh: 反向时你漏掉了 tanh。它的导数是 1 减 tanh(z) 的平方，upstream 要乘上它。
"""


def cell_gradients(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor, upstream: Tensor) -> dict[str, Tensor]:
    d = upstream
    return {"x": d @ Wx.T, "h": d @ Wh.T, "Wx": x.T @ d, "Wh": h.T @ d, "b": d.sum(dim=0)}
