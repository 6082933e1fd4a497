"""Believes that a sigmoid followed by bce is as good as bce_with_logits.

expect: test_logits_of_ten_thousand
says: In float32 sigmoid(20) is exactly 1: what the logit said beyond that is lost, and the bound of 100 hides it. Put the sigmoid into the logarithm on paper first.
says_zh: float32 下 sigmoid(20) 恰好等于 1，logit 更大的信息就丢了，100 的上限又把这一点遮住。应先在纸上把 sigmoid 代进对数里。
"""


def bce_with_logits(z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of logits: -(pos_weight * y log s + (1 - y) log(1 - s)) with s = sigmoid(z)."""
    p = torch.sigmoid(z)
    log_p, log_not_p = torch.log(p).clamp(min=-100), torch.log(1 - p).clamp(min=-100)
    if pos_weight is not None:
        log_p = pos_weight * log_p
    return reduce_losses(-(y * log_p + (1 - y) * log_not_p), reduction)
