"""Believes that the limit of -100 concerns log(0) alone.

expect: test_bce_of_certain_and_wrong_costs_one_hundred
says: You replaced log(0), but the logarithm of a very small p, say 1e-60, still goes below -100. The limit holds for every logarithm.
says_zh: 你只替换了 log(0)，但 p 极小时（例如 1e-60）对数仍会低于 -100。这个下限对所有对数都有效。
"""


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities."""
    log_p = torch.log(p).nan_to_num(neginf=-100.0)
    log_not_p = torch.log(1 - p).nan_to_num(neginf=-100.0)
    return reduce_losses(-(y * log_p + (1 - y) * log_not_p), reduction)
