"""Believes that every weighted mean divides by its weights.

expect: test_pos_weight_does_not_divide_the_mean, test_a_missed_illness_costs_nine_times_as_much
says: You divided by the sum of the weights. With the class weights of cross_entropy that is right; pos_weight makes positives dearer, and the mean still divides by the count.
says_zh: 你除以的是权重之和。cross_entropy 的类别权重是这样；而 pos_weight 只是让正样本的损失更大，均值仍然除以个数。
"""


def bce_with_logits(z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of logits: -(pos_weight * y log s + (1 - y) log(1 - s)) with s = sigmoid(z)."""
    cost_of_one, cost_of_zero = F.softplus(-z), F.softplus(z)
    if pos_weight is None:
        return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
    losses = y * pos_weight * cost_of_one + (1 - y) * cost_of_zero
    if reduction == "mean":
        return losses.sum() / (y * pos_weight + 1 - y).sum()
    return reduce_losses(losses, reduction)
