"""Believes that pos_weight holds one weight per sample.

expect: test_pos_weight_broadcasts_over_the_columns
says: You stood pos_weight upright, so that row i got weight i. It holds one weight per column: let it broadcast as it is.
says_zh: 你把 pos_weight 竖了起来，于是第 i 行用了第 i 个权重。它是每列一个权重：按它原来的形状广播就行。
"""


def bce_with_logits(
    z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """Binary cross-entropy of logits, stable."""
    tail = torch.log1p(torch.exp(-z.abs()))
    cost_of_one = torch.clamp(-z, min=0) + tail
    cost_of_zero = torch.clamp(z, min=0) + tail
    if pos_weight is not None:
        cost_of_one = pos_weight.reshape(-1, 1) * cost_of_one
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
