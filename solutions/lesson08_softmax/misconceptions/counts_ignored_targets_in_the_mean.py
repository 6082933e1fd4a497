"""Believes that an ignored target costs nothing but is still one of the samples.

expect: test_nll_does_not_count_targets_of_minus_one_hundred, test_nll_of_one_target_a_pixel,
    test_nll_leaves_its_arguments_as_they_were, test_cross_entropy_of_one_target_a_pixel
says: An ignored target adds 0 to your sum but still counts in the denominator. Ignored means: as if it were not there at all.
says_zh: 被忽略的目标在分子上加的是 0，在分母上你却仍把它算了进去。忽略的意思是：就当它根本不存在。
"""


def nll_loss(
    logp: Tensor, y: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """What the log-probabilities of the targets cost."""
    if weight is None:
        weight = torch.ones(logp.shape[1], dtype=logp.dtype)
    counted = y != ignore_index
    safe = torch.where(counted, y, 0)
    weights = weight[safe].masked_fill(~counted, 0.0)
    losses = -weights * logp.gather(1, safe.unsqueeze(1)).squeeze(1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return losses.sum()
    return losses.sum() / weight[safe].sum()
