"""Believes that ignored targets may be used as an index, as long as their losses are left out later.

expect: test_ignored_targets_do_not_count, test_nothing_left_to_count,
    test_cross_entropy_leaves_its_arguments_as_they_were
says: You use the ignored targets as an index before you leave them out, and -100 is no column of logits. Print the target that is used as an index: what could stand there instead?
says_zh: 你还没有把被忽略的目标排除，就拿它们去做索引，而 logits 里没有 -100 这一列。打印一下用来索引的 target：那些位置可以换成什么？
"""


def cross_entropy(
    logits: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits: -weight[target] times the log-softmax at the target."""
    counts = target != ignore_index
    weights = counts.to(logits.dtype) if weight is None else weight[target] * counts
    losses = weights * nll(torch.log_softmax(logits, dim=1), target, reduction="none")
    if reduction == "mean":
        return losses.sum() / weights.sum()
    return reduce_losses(losses, reduction)
