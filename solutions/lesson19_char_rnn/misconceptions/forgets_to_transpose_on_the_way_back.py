"""Believes that the way back uses the same matrix as the way there.

expect: test_gradients_of_input_and_state
says: On the way back you multiply with Wh as it is. What went forward through h @ Wh comes back through the transposed matrix.
says_zh: 反向时你乘的是未转置的 Wh。正向经过 h @ Wh 的，反向要经过转置的矩阵。
"""


def cell_gradients(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor, upstream: Tensor) -> dict[str, Tensor]:
    d = upstream * (1 - torch.tanh(x @ Wx + h @ Wh + b) ** 2)
    return {"x": d @ Wx.T, "h": d @ Wh, "Wx": x.T @ d, "Wh": h.T @ d, "b": d.sum(dim=0)}
