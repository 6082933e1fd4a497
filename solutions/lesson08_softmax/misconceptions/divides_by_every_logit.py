"""Believes that the mean divides by the number of logits.

expect: test_gradient_of_the_mean_loss, test_gradient_of_one_sample, test_gradient_of_ten_thousand
says: You divide by N times C. The mean is over N losses; how many logits each of them depends on does not matter.
says_zh: 你除以的是 N 乘 C。均值是对 N 个损失取的，每个损失与多少个 logit 有关并不要紧。
"""


def cross_entropy_gradient(logits: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    return (softmax(logits, dim=1) - one_hot(y, logits.shape[1])) / logits.numel()
