"""Believes that an ignored sample has no place in the result of "none".

expect: test_ignored_targets_do_not_count, test_nothing_left_to_count
says: With "none" every sample keeps its place; the ignored ones cost 0. Yours has fewer losses than there are samples.
says_zh: "none" 时每个样本都占一个位置，被忽略的损失是 0。你给出的损失比样本少。
"""


def cross_entropy(
    logits: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits: -weight[target] times the log-softmax at the target."""
    counts = target != ignore_index
    logits, target = logits[counts], target[counts]
    weights = torch.ones(len(target), dtype=logits.dtype) if weight is None else weight[target]
    losses = weights * nll(torch.log_softmax(logits, dim=1), target, reduction="none")
    return losses.sum() / weights.sum() if reduction == "mean" else reduce_losses(losses, reduction)
