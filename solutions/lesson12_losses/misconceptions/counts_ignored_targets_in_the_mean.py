"""Believes that an ignored target costs nothing but is still one of the samples.

expect: test_ignored_targets_do_not_count, test_any_number_may_be_ignored,
    test_cross_entropy_leaves_its_arguments_as_they_were, test_padding_is_no_word
says: An ignored target adds 0 to your sum but still counts in the denominator. Ignored means: as if it were not there at all.
says_zh: 被忽略的目标在分子上加的是 0，在分母上你却仍把它算了进去。忽略的意思是：就当它根本不存在。
"""


def cross_entropy(
    logits: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits: -weight[target] times the log-softmax at the target."""
    counts = target != ignore_index
    safe = torch.where(counts, target, 0)
    weights = counts.to(logits.dtype) if weight is None else weight[safe] * counts

    losses = weights * nll(torch.log_softmax(logits, dim=1), safe, reduction="none")
    if reduction == "mean":
        return losses.sum() / (len(target) if weight is None else weight[safe].sum())
    return reduce_losses(losses, reduction)
