"""Believes that pos_weight is a factor of the whole loss.

expect: test_pos_weight_belongs_to_the_positive_part, test_pos_weight_does_not_divide_the_mean,
    test_a_missed_illness_costs_nine_times_as_much
says: You multiplied both parts by pos_weight, so positives and negatives weigh the same as before, only more. It belongs to the y part alone.
says_zh: 你把两项都乘上了 pos_weight，正负样本的分量之比还和原来一样。它只属于含 y 的那一项。
"""


def bce_with_logits(z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of logits: -(pos_weight * y log s + (1 - y) log(1 - s)) with s = sigmoid(z)."""
    losses = y * F.softplus(-z) + (1 - y) * F.softplus(z)
    return reduce_losses(losses if pos_weight is None else pos_weight * losses, reduction)
