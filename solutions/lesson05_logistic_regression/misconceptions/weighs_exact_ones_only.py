"""Believes that pos_weight concerns the samples with y exactly 1.

expect: test_pos_weight_broadcasts_over_the_columns
says: You gave the weight only to targets that equal 1. A target of 0.7 is seven tenths positive: its y part is weighed too.
says_zh: 你只给恰好等于 1 的目标加了权重。目标值 0.7 有七成属于正类，它带 y 的那一项同样要乘权重。
"""


def bce_with_logits(
    z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """Binary cross-entropy of logits, stable."""
    tail = torch.log1p(torch.exp(-z.abs()))
    cost_of_one = torch.clamp(-z, min=0) + tail
    cost_of_zero = torch.clamp(z, min=0) + tail
    if pos_weight is not None:
        cost_of_one = torch.where(y == 1, pos_weight * cost_of_one, cost_of_one)
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
