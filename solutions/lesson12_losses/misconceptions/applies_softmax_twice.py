"""Believes that cross_entropy wants probabilities.

expect: test_cross_entropy_is_the_mean_over_the_samples, test_cross_entropy_sums_or_keeps_one_loss_a_sample,
    test_weighted_mean_divides_by_the_weights, test_ignored_targets_do_not_count, test_any_number_may_be_ignored,
    test_nothing_left_to_count, test_classes_ten_thousand_apart, test_cross_entropy_leaves_its_arguments_as_they_were,
    test_padding_is_no_word
says: You turn the logits into probabilities and then send these through log_softmax as if they were logits. Numbers between 0 and 1 cannot push the result far from equal shares.
says_zh: 你先把 logit 变成概率，又把概率当成 logit 送进 log_softmax。0 到 1 之间的数，结果总离平均分配不远。
"""


def cross_entropy(
    logits: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits: -weight[target] times the log-softmax at the target."""
    counts = target != ignore_index
    safe = torch.where(counts, target, 0)
    weights = counts.to(logits.dtype) if weight is None else weight[safe] * counts

    logp = torch.log_softmax(torch.softmax(logits, dim=1), dim=1)
    losses = weights * nll(logp, safe, reduction="none")
    return losses.sum() / weights.sum() if reduction == "mean" else reduce_losses(losses, reduction)
