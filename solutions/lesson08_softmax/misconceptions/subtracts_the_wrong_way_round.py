"""Believes that the gradient points from the prediction to the target.

expect: test_gradient_of_the_mean_loss, test_gradient_of_one_sample, test_gradient_of_ten_thousand
says: Your gradient is the target minus the prediction. A step goes against the gradient: with yours, would the target's logit grow or shrink?
says_zh: 你的梯度是目标减预测。更新是逆着梯度走的：按你的写法，目标的 logit 会变大还是变小？
"""


def cross_entropy_gradient(logits: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    return (one_hot(y, logits.shape[1]) - softmax(logits, dim=1)) / len(y)
