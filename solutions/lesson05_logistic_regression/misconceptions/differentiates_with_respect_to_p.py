"""Believes that the gradient asked for is the one with respect to the probability.

expect: test_gradient_of_the_mean_loss, test_gradient_keeps_a_flat_shape,
    test_gradient_of_large_wrong_logits_does_not_vanish, test_gradient_halves_when_the_batch_doubles
says: You stopped at the derivative with respect to p. z comes before p: the chain rule has one more factor.
says_zh: 你求到对 p 的导数就停了。z 还在 p 的前面：链式法则还差一个因子。
"""


def bce_gradient(z: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    s = torch.sigmoid(z)
    return (s - y) / (s * (1 - s)) / z.numel()
