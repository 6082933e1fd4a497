"""Believes that logits beyond 50 do not matter and may be clipped.

expect: test_logits_of_ten_thousand_stay_exact, test_pos_weight_with_large_logits
says: You clipped the logits, so every logit beyond the limit costs the same. The loss of a wrong logit keeps growing with it; a stable formula needs no clipping.
says_zh: 你截断了 logit，于是超过界限的 logit 损失都一样。logit 错得越远损失应当越大；写成稳定的公式就不需要截断。
"""


def bce_with_logits(
    z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """Binary cross-entropy of logits, stable."""
    z = z.clamp(-50, 50)
    tail = torch.log1p(torch.exp(-z.abs()))
    cost_of_one = torch.clamp(-z, min=0) + tail
    cost_of_zero = torch.clamp(z, min=0) + tail
    if pos_weight is not None:
        cost_of_one = pos_weight * cost_of_one
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
