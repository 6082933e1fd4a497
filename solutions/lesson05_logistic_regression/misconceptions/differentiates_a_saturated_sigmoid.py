"""Believes that BCELoss after a sigmoid has the gradient of BCEWithLogitsLoss.

expect: test_gradient_of_large_wrong_logits_does_not_vanish
says: sigmoid(10000) is exactly 1 in float32 and its slope exactly 0, so nothing flows back to z: the worst predictions learn nothing. Differentiate the loss of the logits, or use the formula.
says_zh: float32 下 sigmoid(10000) 恰好是 1，斜率恰好是 0，什么也传不回 z：错得最离谱的样本反而学不到东西。请对以 logit 为输入的损失求导，或者直接用公式。
"""


def bce_gradient(z: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    z = z.detach().clone().requires_grad_()
    nn.functional.binary_cross_entropy(torch.sigmoid(z), y).backward()
    return z.grad
