"""Believes that the mean is over the whole table of log-probabilities.

expect: test_nll_is_the_mean_of_minus_logp_at_the_targets,
    test_nll_mean_divides_by_the_weights_of_the_targets,
    test_nll_does_not_count_targets_of_minus_one_hundred, test_nll_of_one_target_a_pixel,
    test_nll_leaves_its_arguments_as_they_were, test_cross_entropy_is_the_mean_over_the_samples,
    test_cross_entropy_of_one_target_a_pixel
says: You divide by the number of entries of logp, N times C. Each sample has one loss, not C of them.
says_zh: 你除以的是 logp 的元素个数，也就是 N 乘 C。每个样本只有一个损失，不是 C 个。
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
    return losses.sum() / logp.numel()
