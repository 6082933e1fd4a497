"""Believes that cross_entropy wants probabilities.

expect: test_cross_entropy_is_the_mean_over_the_samples,
    test_cross_entropy_sums_or_keeps_one_loss_a_sample, test_cross_entropy_of_ten_thousand,
    test_cross_entropy_of_one_target_a_pixel
says: You turn the logits into probabilities and then send these through log_softmax as if they were logits. Numbers between 0 and 1 cannot push the result far from equal shares.
says_zh: 你先把 logit 变成概率，又把概率当成 logit 送进 log_softmax。0 到 1 之间的数，结果总离平均分配不远。
"""


def cross_entropy(
    logits: Tensor, y: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits."""
    return nll_loss(log_softmax(softmax(logits, dim=1), dim=1), y, weight, ignore_index, reduction)
