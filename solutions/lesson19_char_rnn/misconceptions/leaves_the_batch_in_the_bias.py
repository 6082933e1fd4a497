"""Believes that the bias has a gradient for each text.

expect: test_gradient_of_the_bias
says: Your gradient of b has the shape (B, k). The bias has been added to every row, so the rows of the gradient add up to (k,).
says_zh: 你的 b 的梯度形状是 (B, k)。偏置加到了每一行上，所以梯度要把各行加起来，得到 (k,)。
"""


def cell_gradients(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor, upstream: Tensor) -> dict[str, Tensor]:
    d = upstream * (1 - torch.tanh(x @ Wx + h @ Wh + b) ** 2)
    return {"x": d @ Wx.T, "h": d @ Wh.T, "Wx": x.T @ d, "Wh": h.T @ d, "b": d}
