"""Believes that the gradient of the mean is softmax minus one-hot.

expect: test_gradient_of_the_mean_loss, test_gradient_of_ten_thousand
says: That is the gradient of the sum; with one sample the two are the same. Each sample enters the mean with a factor, and the derivative keeps it.
says_zh: 这是损失之和的梯度，只有一个样本时两者才相同。每个样本进入均值时都带一个系数，求导后这个系数还在。
"""


def cross_entropy_gradient(logits: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    return softmax(logits, dim=1) - one_hot(y, logits.shape[1])
