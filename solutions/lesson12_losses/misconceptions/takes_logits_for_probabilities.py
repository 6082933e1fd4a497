"""Believes that the output of the last layer is already a probability.

expect: test_logits_with_each_reduction, test_logits_of_ten_thousand, test_pos_weight_belongs_to_the_positive_part,
    test_pos_weight_does_not_divide_the_mean, test_a_missed_illness_costs_nine_times_as_much
says: You took the logarithm of z itself. A logit may be 7 or -7: it is no probability, and a negative number has no logarithm.
says_zh: 你对 z 本身取了对数。logit 可以是 7，也可以是 -7：它不是概率，负数也没有对数。
"""


def bce_with_logits(z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of logits: -(pos_weight * y log s + (1 - y) log(1 - s)) with s = sigmoid(z)."""
    log_p, log_not_p = torch.log(z).clamp(min=-100), torch.log(1 - z).clamp(min=-100)
    if pos_weight is not None:
        log_p = pos_weight * log_p
    return reduce_losses(-(y * log_p + (1 - y) * log_not_p), reduction)
