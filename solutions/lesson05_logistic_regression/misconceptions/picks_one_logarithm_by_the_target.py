"""Believes that a target is always 0 or 1, so that one of the two logarithms can be chosen.

expect: test_bce_takes_targets_between_zero_and_one
says: You chose one logarithm per sample by asking whether y is 1. A target of 0.7 needs both, weighed with y and 1 - y.
says_zh: 你根据 y 是否为 1 在两个对数里选了一个。目标值是 0.7 时两个都要，权重分别是 y 和 1 - y。
"""


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities."""
    log_p = torch.log(p).clamp(min=-100)
    log_not_p = torch.log(1 - p).clamp(min=-100)
    return reduce_losses(-torch.where(y == 1, log_p, log_not_p), reduction)
