"""Believes that log_softmax only saves typing.

expect: test_classes_ten_thousand_apart
says: A class that is 10000 behind has probability 0 in the computer, and its logarithm is -inf. On paper the logarithm and exp cancel before that happens.
says_zh: 落后 10000 的类别在计算机里概率是 0，取对数就成了 -inf。在纸上，对数和 exp 早就约掉了。
"""


def cross_entropy(
    logits: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits: -weight[target] times the log-softmax at the target."""
    counts = target != ignore_index
    safe = torch.where(counts, target, 0)
    weights = counts.to(logits.dtype) if weight is None else weight[safe] * counts

    losses = weights * nll(torch.log(torch.softmax(logits, dim=1)), safe, reduction="none")
    return losses.sum() / weights.sum() if reduction == "mean" else reduce_losses(losses, reduction)
