"""Believes that ignored targets are the negative ones, whatever ignore_index says.

expect: test_any_number_may_be_ignored
says: You leave out the targets below 0 and never look at ignore_index. It may name any number, a class too.
says_zh: 你忽略的是小于 0 的目标，没有用到 ignore_index。它可以是任何数，也可以就是某个类别。
"""


def cross_entropy(
    logits: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits: -weight[target] times the log-softmax at the target."""
    counts = target >= 0
    safe = torch.where(counts, target, 0)
    weights = counts.to(logits.dtype) if weight is None else weight[safe] * counts
    losses = weights * nll(torch.log_softmax(logits, dim=1), safe, reduction="none")
    return losses.sum() / weights.sum() if reduction == "mean" else reduce_losses(losses, reduction)
