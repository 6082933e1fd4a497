"""Believes that the loss depends on the target's logit alone.

expect: test_gradient_of_the_mean_loss, test_gradient_of_one_sample, test_gradient_of_ten_thousand
says: Only the target's entry of your gradient is not 0. The other logits stand in the sum in the denominator: raising one of them takes probability from the target.
says_zh: 你的梯度里只有目标那一项不为 0。其他 logit 也在分母的和里：抬高其中任何一个，都会分走目标的概率。
"""


def cross_entropy_gradient(logits: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    targets = one_hot(y, logits.shape[1])
    return targets * (softmax(logits, dim=1) - 1) / len(y)
