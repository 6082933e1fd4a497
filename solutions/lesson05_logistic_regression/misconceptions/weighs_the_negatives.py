"""Believes that pos_weight multiplies the part of class 0.

expect: test_pos_weight_counts_the_positive_part, test_pos_weight_broadcasts_over_the_columns,
    test_pos_weight_with_large_logits
says: You multiplied the term with 1 - y. pos_weight belongs to the positive class, y = 1.
says_zh: 你把权重乘在了带 1 - y 的那一项上。pos_weight 属于正类，也就是 y = 1 那一项。
"""


def bce_with_logits(
    z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """Binary cross-entropy of logits, stable."""
    tail = torch.log1p(torch.exp(-z.abs()))
    cost_of_one = torch.clamp(-z, min=0) + tail
    cost_of_zero = torch.clamp(z, min=0) + tail
    if pos_weight is not None:
        cost_of_zero = pos_weight * cost_of_zero
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
