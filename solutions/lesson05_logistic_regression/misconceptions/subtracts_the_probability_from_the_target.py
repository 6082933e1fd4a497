"""Believes that the gradient is y minus the prediction, the direction of the step.

expect: test_gradient_of_the_mean_loss, test_gradient_keeps_a_flat_shape,
    test_gradient_of_large_wrong_logits_does_not_vanish, test_gradient_halves_when_the_batch_doubles
says: Your sign is turned: y - sigmoid(z) is the direction in which gradient descent moves z. The gradient itself points to where the loss grows.
says_zh: 你的符号反了：y - sigmoid(z) 是梯度下降移动 z 的方向。梯度本身指向损失增大的方向。
"""


def bce_gradient(z: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    return (y - torch.sigmoid(z)) / z.numel()
