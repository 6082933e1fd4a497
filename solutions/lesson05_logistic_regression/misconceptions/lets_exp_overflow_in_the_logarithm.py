"""Believes that log(1 + exp(z)) is safe because the logarithm brings the number down again.

expect: test_logits_of_ten_thousand_stay_exact, test_pos_weight_with_large_logits
says: exp(10000) is inf before the logarithm sees it. Take the large part out of the logarithm, so that exp only ever gets a number that is not positive.
says_zh: 对数还没来得及把数变小，exp(10000) 就已经是 inf 了。先把大的那部分从对数里提出来，让 exp 的参数永远不为正。
"""


def bce_with_logits(
    z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """Binary cross-entropy of logits, stable."""
    cost_of_one = torch.log(1 + torch.exp(-z))
    cost_of_zero = torch.log(1 + torch.exp(z))
    if pos_weight is not None:
        cost_of_one = pos_weight * cost_of_one
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
