"""Believes that gradients of weights are means over the batch.

expect: test_gradients_of_the_weights, test_gradient_of_the_bias
says: You divide by the size of the batch. The loss that upstream belongs to has divided already, if it is a mean; here the texts of a batch are summed.
says_zh: 你除以了批量大小。upstream 所属的损失如果是均值，早就除过了；这里对整批求和。
"""


def cell_gradients(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor, upstream: Tensor) -> dict[str, Tensor]:
    d = upstream * (1 - torch.tanh(x @ Wx + h @ Wh + b) ** 2)
    return {"x": d @ Wx.T, "h": d @ Wh.T, "Wx": x.T @ d / len(x), "Wh": h.T @ d / len(x), "b": d.mean(dim=0)}
