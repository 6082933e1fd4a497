"""Believes that the classes of logits are always last.

expect: test_cross_entropy_of_one_target_a_pixel
says: Your log-probabilities sum to 1 along the last dimension. For logits of shape (N, C, d1, d2) that is a row of pixels; the classes are in dimension 1.
says_zh: 你的概率是沿最后一维归一化的。logits 的形状是 (N, C, d1, d2) 时，最后一维是一行像素，类别在第 1 维。
"""


def cross_entropy(
    logits: Tensor, y: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits."""
    return nll_loss(log_softmax(logits), y, weight, ignore_index, reduction)
