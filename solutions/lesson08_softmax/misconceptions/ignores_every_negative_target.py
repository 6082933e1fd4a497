"""Believes that ignored targets are the negative ones, whatever ignore_index says.

expect: test_nll_ignores_the_index_that_is_named, test_nll_of_one_target_a_pixel,
    test_cross_entropy_of_one_target_a_pixel
says: Your loss does not follow ignore_index: the target that it names is counted. It may name any number, a class too.
says_zh: 你的损失没有按 ignore_index 来：它指定的目标还是被计算了。它可以是任何数，也可以就是某个类别。
"""


def nll_loss(
    logp: Tensor, y: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """What the log-probabilities of the targets cost."""
    if weight is None:
        weight = torch.ones(logp.shape[1], dtype=logp.dtype)
    counted = y >= 0
    safe = torch.where(counted, y, 0)
    weights = weight[safe].masked_fill(~counted, 0.0)
    losses = -weights * logp.gather(1, safe.unsqueeze(1)).squeeze(1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return losses.sum()
    return losses.sum() / weights.sum()
