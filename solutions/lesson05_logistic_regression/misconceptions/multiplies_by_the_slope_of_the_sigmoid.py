"""Believes that the factor s (1 - s) of the squared error stays in the gradient of the cross-entropy.

expect: test_gradient_of_the_mean_loss, test_gradient_keeps_a_flat_shape,
    test_gradient_of_large_wrong_logits_does_not_vanish, test_gradient_halves_when_the_batch_doubles
says: The factor s (1 - s) belongs to the squared error. With the cross-entropy the derivative of the logarithm cancels it: compute it on paper.
says_zh: 系数 s (1 - s) 是平方误差才有的。用交叉熵时，对数的导数会把它约掉：在纸上推一遍。
"""


def bce_gradient(z: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    s = torch.sigmoid(z)
    return (s - y) * s * (1 - s) / z.numel()
