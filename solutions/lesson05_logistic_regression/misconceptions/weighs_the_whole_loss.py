"""Believes that pos_weight multiplies the loss of every sample.

expect: test_pos_weight_counts_the_positive_part, test_pos_weight_broadcasts_over_the_columns,
    test_pos_weight_with_large_logits
says: You multiplied the whole loss. pos_weight makes the positive class dearer against the negative one, so the part of the negatives stays as it is.
says_zh: 你把整个损失都乘了权重。pos_weight 是为了让正类判错的代价更高，所以负类那一项应保持不变。
"""


def bce_with_logits(
    z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """Binary cross-entropy of logits, stable."""
    tail = torch.log1p(torch.exp(-z.abs()))
    losses = torch.clamp(z, min=0) - y * z + tail
    if pos_weight is not None:
        losses = pos_weight * losses
    return reduce_losses(losses, reduction)
