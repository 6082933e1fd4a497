"""Believes that a weighted mean divides by how many targets count.

expect: test_nll_mean_divides_by_the_weights_of_the_targets, test_nll_of_one_target_a_pixel,
    test_nll_leaves_its_arguments_as_they_were, test_cross_entropy_of_one_target_a_pixel
says: You divide by the number of targets that count, though their losses carry weights. A weight of 3 means: as if this sample were there three times.
says_zh: 各个损失都乘了权重，你除的却是计入的目标个数。权重是 3，意思是这个样本好像出现了三次。
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
    return losses.sum() / counted.sum()
