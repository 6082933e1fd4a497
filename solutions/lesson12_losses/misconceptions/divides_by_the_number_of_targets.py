"""Believes that a weighted mean divides by how many targets count.

expect: test_weighted_mean_divides_by_the_weights, test_any_number_may_be_ignored,
    test_cross_entropy_leaves_its_arguments_as_they_were
says: You divide by the number of targets that count, though their losses carry weights. A weight of 3 means: as if this sample were there three times.
says_zh: 各个损失都乘了权重，你除的却是计入的目标个数。权重是 3，意思是这个样本好像出现了三次。
"""


def cross_entropy(
    logits: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits: -weight[target] times the log-softmax at the target."""
    counts = target != ignore_index
    safe = torch.where(counts, target, 0)
    weights = counts.to(logits.dtype) if weight is None else weight[safe] * counts

    losses = weights * nll(torch.log_softmax(logits, dim=1), safe, reduction="none")
    return losses.sum() / counts.sum() if reduction == "mean" else reduce_losses(losses, reduction)
