"""Believes that logits are always a column.

expect: test_gradient_keeps_a_flat_shape
says: You returned a column for a flat z. A gradient has the shape of the tensor that it belongs to.
says_zh: z 是一维的，你却返回了一列。梯度的形状应与它所属的张量相同。
"""


def bce_gradient(z: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    z, y = z.reshape(-1, 1), y.reshape(-1, 1)
    return (torch.sigmoid(z) - y) / z.numel()
