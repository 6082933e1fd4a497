"""Believes that bce(sigmoid(z), y) is all that bce_with_logits needs to be.

expect: test_logits_of_ten_thousand_stay_exact, test_pos_weight_with_large_logits
says: In float32 sigmoid(10000) is exactly 1, and nothing after it can tell 10000 from 20: your loss stops at 100. Put the sigmoid into the logarithm on paper first, then simplify.
says_zh: float32 下 sigmoid(10000) 恰好是 1，之后的步骤再也分不清 10000 和 20，所以你的损失停在 100。先在纸上把 sigmoid 代进对数里化简，再写代码。
"""


def bce_with_logits(
    z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """Binary cross-entropy of logits, stable."""
    s = torch.sigmoid(z)
    cost_of_one = -torch.log(s).clamp(min=-100)
    cost_of_zero = -torch.log(1 - s).clamp(min=-100)
    if pos_weight is not None:
        cost_of_one = pos_weight * cost_of_one
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
