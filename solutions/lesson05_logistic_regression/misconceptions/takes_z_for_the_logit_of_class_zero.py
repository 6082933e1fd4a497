"""Believes that a large logit speaks for class 0.

expect: test_logits_mean_over_every_number, test_logits_none_keeps_one_loss_a_number,
    test_logits_sum_adds_the_losses_up, test_logits_of_ten_thousand_stay_exact,
    test_pos_weight_counts_the_positive_part, test_pos_weight_broadcasts_over_the_columns,
    test_pos_weight_with_large_logits, test_logits_leave_their_arguments_as_they_were
says: With your formula a large z is cheap for y = 0 and dear for y = 1. z is the logit of class 1: check the sign of the term with y.
says_zh: 按你的公式，z 很大时 y = 0 的损失小、y = 1 的损失大。z 是类别 1 的 logit：检查带 y 那一项的符号。
"""


def bce_with_logits(
    z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """Binary cross-entropy of logits, stable."""
    tail = torch.log1p(torch.exp(-z.abs()))
    cost_of_one = torch.clamp(z, min=0) + tail
    cost_of_zero = torch.clamp(-z, min=0) + tail
    if pos_weight is not None:
        cost_of_one = pos_weight * cost_of_one
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
