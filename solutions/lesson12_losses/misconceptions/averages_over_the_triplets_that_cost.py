"""Believes that a triplet that costs 0 is no part of the mean.

expect: test_triplet_with_each_reduction
says: You divided by the number of triplets that cost something. Those that cost 0 are samples as well: the mean is over all N.
says_zh: 你除以的是损失不为 0 的三元组个数。损失为 0 的也是样本：均值是对全部 N 个取的。
"""


def triplet_margin(
    anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0, p: float = 2.0, reduction: str = "mean"
) -> Tensor:
    """Wants the negative farther from the anchor than the positive, by `margin` at least."""
    near = torch.linalg.vector_norm(anchor - positive, ord=p, dim=1)
    far = torch.linalg.vector_norm(anchor - negative, ord=p, dim=1)

    losses = (near - far + margin).clamp(min=0)
    if reduction == "mean":
        return losses.sum() / (losses > 0).sum().clamp(min=1)
    return reduce_losses(losses, reduction)
