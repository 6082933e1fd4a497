"""Believes that the formula on paper works for every logit.

expect: test_logits_of_ten_thousand
says: For a large logit sigmoid(z) is exactly 0 or 1 in the computer, and the logarithm of 0 is -inf. Put the sigmoid into the logarithm on paper first.
says_zh: logit 很大时，sigmoid(z) 在计算机里恰好是 0 或 1，而 0 的对数是 -inf。应先在纸上把 sigmoid 代进对数里。
"""


def bce_with_logits(z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of logits: -(pos_weight * y log s + (1 - y) log(1 - s)) with s = sigmoid(z)."""
    s = torch.sigmoid(z)
    cost_of_one, cost_of_zero = -torch.log(s), -torch.log(1 - s)
    if pos_weight is not None:
        cost_of_one = pos_weight * cost_of_one
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
