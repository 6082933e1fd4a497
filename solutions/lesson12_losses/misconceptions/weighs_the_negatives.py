"""Believes that pos_weight belongs to the term with 1 - y.

expect: test_pos_weight_belongs_to_the_positive_part, test_pos_weight_does_not_divide_the_mean,
    test_a_missed_illness_costs_nine_times_as_much
says: Your pos_weight multiplies the part with 1 - y. Which part is left over for a positive sample, y = 1?
says_zh: 你的 pos_weight 乘在了含 1 - y 的那一项上。对正样本 y = 1，剩下的是哪一项？
"""


def bce_with_logits(z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of logits: -(pos_weight * y log s + (1 - y) log(1 - s)) with s = sigmoid(z)."""
    cost_of_one, cost_of_zero = F.softplus(-z), F.softplus(z)
    if pos_weight is not None:
        cost_of_zero = pos_weight * cost_of_zero
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
