"""Believes that the mean divides by the number of logits.

expect: test_cross_entropy_is_the_mean_over_the_samples, test_weighted_mean_divides_by_the_weights,
    test_ignored_targets_do_not_count, test_any_number_may_be_ignored,
    test_cross_entropy_leaves_its_arguments_as_they_were, test_padding_is_no_word
says: You divide by N times C. Each sample has one loss, whatever the number of classes.
says_zh: 你除以的是 N 乘 C。不管有多少类，每个样本只有一个损失。
"""


def cross_entropy(
    logits: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits: -weight[target] times the log-softmax at the target."""
    counts = target != ignore_index
    safe = torch.where(counts, target, 0)
    weights = counts.to(logits.dtype) if weight is None else weight[safe] * counts

    losses = weights * nll(torch.log_softmax(logits, dim=1), safe, reduction="none")
    return losses.sum() / logits.numel() if reduction == "mean" else reduce_losses(losses, reduction)
