"""Believes that the mean is a weighted mean, as in cross_entropy with class weights.

expect: test_pos_weight_counts_the_positive_part
says: You divided by the sum of the weights, as CrossEntropyLoss does. Here the mean divides by the count of numbers, weights or not.
says_zh: 你除以了权重之和，那是 CrossEntropyLoss 的做法。这里的均值始终除以数的个数，有没有权重都一样。
"""


def bce_with_logits(
    z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """Binary cross-entropy of logits, stable."""
    tail = torch.log1p(torch.exp(-z.abs()))
    cost_of_one = torch.clamp(-z, min=0) + tail
    cost_of_zero = torch.clamp(z, min=0) + tail
    if pos_weight is not None:
        cost_of_one = pos_weight * cost_of_one
        if reduction == "mean":
            weights = pos_weight * y + (1 - y)
            return (y * cost_of_one + (1 - y) * cost_of_zero).sum() / weights.sum()
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
