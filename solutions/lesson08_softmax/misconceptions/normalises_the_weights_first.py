"""Believes that weights are shares and have to sum to 1.

expect: test_nll_sum_adds_up_the_weighted_losses, test_nll_of_one_target_a_pixel,
    test_cross_entropy_of_one_target_a_pixel
says: You divide the weights by their sum before you use them. That cancels in the mean, but single losses and their sum come out too small.
says_zh: 你先把权重除以它们的和再使用。求均值时这个因子会约掉，但单个损失和它们的和都偏小了。
"""


def nll_loss(
    logp: Tensor, y: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """What the log-probabilities of the targets cost."""
    if weight is None:
        weight = torch.ones(logp.shape[1], dtype=logp.dtype)
    else:
        weight = weight / weight.sum()
    counted = y != ignore_index
    safe = torch.where(counted, y, 0)
    weights = weight[safe].masked_fill(~counted, 0.0)
    losses = -weights * logp.gather(1, safe.unsqueeze(1)).squeeze(1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return losses.sum()
    return losses.sum() / weights.sum()
