"""Believes that autograd through sigmoid and clamped logarithm gives the gradient for every logit.

expect: test_gradient_of_large_wrong_logits_does_not_vanish
says: sigmoid(10000) is exactly 1 in float32. On the way back the slope of log at 0, which is infinite, meets the 0 of the clamp, and that is NaN. Differentiate the stable loss of task 3, or use the formula.
says_zh: float32 下 sigmoid(10000) 恰好是 1。反向传播时，log 在 0 处无穷大的斜率乘上 clamp 给出的 0，就成了 NaN。请对任务 3 的稳定形式求导，或者直接用公式。
"""


def bce_gradient(z: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    z = z.detach().clone().requires_grad_()
    bce(torch.sigmoid(z), y).backward()
    return z.grad
