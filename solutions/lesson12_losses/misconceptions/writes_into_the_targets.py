"""Believes that a function may tidy up the targets that it was given.

expect: test_cross_entropy_leaves_its_arguments_as_they_were
says: You replaced the ignored targets inside the caller's tensor. On the next call nobody knows any more which ones were to be ignored.
says_zh: 你在调用者的张量里改写了被忽略的目标。下次调用时，就没人知道哪些该忽略了。
"""


def cross_entropy(
    logits: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits: -weight[target] times the log-softmax at the target."""
    counts = target != ignore_index
    target[~counts] = 0
    weights = counts.to(logits.dtype) if weight is None else weight[target] * counts
    losses = weights * nll(torch.log_softmax(logits, dim=1), target, reduction="none")
    return losses.sum() / weights.sum() if reduction == "mean" else reduce_losses(losses, reduction)
