"""Believes that squeeze() only undoes the last unsqueeze.

expect: test_nll_none_keeps_one_loss_a_target
says: squeeze() without a dimension removes every dimension of length 1. With a single sample that is the batch itself.
says_zh: 不写维度的 squeeze() 会去掉所有长度为 1 的维。只有一个样本时，批次那一维也被去掉了。
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
    losses = (-weights * logp.gather(1, safe.unsqueeze(1)).squeeze(1)).squeeze()
    if reduction == "none":
        return losses
    if reduction == "sum":
        return losses.sum()
    return losses.sum() / weights.sum()
