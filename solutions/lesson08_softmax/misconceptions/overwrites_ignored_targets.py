"""Believes that y may be repaired on the spot.

expect: test_nll_leaves_its_arguments_as_they_were
says: y[...] = 0 replaces the ignored targets in the caller's own tensor; the next epoch takes them for class 0. Make the repaired targets a new tensor.
says_zh: y[...] = 0 把调用者自己的张量里被忽略的目标也改掉了，下一轮它们就会被当成类别 0。请把处理过的目标放到一个新张量里。
"""


def nll_loss(
    logp: Tensor, y: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """What the log-probabilities of the targets cost."""
    if weight is None:
        weight = torch.ones(logp.shape[1], dtype=logp.dtype)
    counted = y != ignore_index
    y[~counted] = 0
    safe = y
    weights = weight[safe].masked_fill(~counted, 0.0)
    losses = -weights * logp.gather(1, safe.unsqueeze(1)).squeeze(1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return losses.sum()
    return losses.sum() / weights.sum()
