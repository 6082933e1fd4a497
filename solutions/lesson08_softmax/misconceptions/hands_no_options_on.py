"""Believes that options with defaults take care of themselves.

expect: test_cross_entropy_sums_or_keeps_one_loss_a_sample, test_cross_entropy_of_ten_thousand,
    test_cross_entropy_of_one_target_a_pixel
says: cross_entropy takes weight, ignore_index and reduction, but what you call inside never hears of them and uses its defaults.
says_zh: cross_entropy 收下了 weight、ignore_index 和 reduction，却没有传给里面调用的函数，那里用的一直是默认值。
"""


def cross_entropy(
    logits: Tensor, y: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits."""
    return nll_loss(log_softmax(logits, dim=1), y)
