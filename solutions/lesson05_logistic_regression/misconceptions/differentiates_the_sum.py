"""Believes that the gradient of the mean is sigmoid(z) - y.

expect: test_gradient_of_the_mean_loss, test_gradient_keeps_a_flat_shape,
    test_gradient_of_large_wrong_logits_does_not_vanish, test_gradient_halves_when_the_batch_doubles
says: That is the gradient of the sum. Each sample enters the mean with a factor, and the derivative keeps this factor.
says_zh: 这是损失之和的梯度。每个样本进入均值时都带一个系数，求导后这个系数还在。
"""


def bce_gradient(z: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    return torch.sigmoid(z) - y
