"""Believes that the error of a sample is its 0/1 decision minus its target.

expect: test_gradient_of_the_mean_loss, test_gradient_keeps_a_flat_shape,
    test_gradient_of_large_wrong_logits_does_not_vanish, test_gradient_halves_when_the_batch_doubles
says: You rounded the probability to 0 or 1 before you subtracted y, as the perceptron does. The gradient uses the probability itself.
says_zh: 你先把概率化成 0 或 1 再减 y，那是感知机的做法。梯度用的是概率本身。
"""


def bce_gradient(z: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    return ((torch.sigmoid(z) >= 0.5).to(z.dtype) - y) / z.numel()
