"""Believes that 0 * log(0) is 0 on a computer, and that a loss may be infinite.

expect: test_bce_of_certain_and_wrong_costs_one_hundred, test_bce_of_certain_and_right_costs_nothing
says: log(0) is -inf, and 0 * -inf is NaN: a sample with p = 0 and y = 0 spoils the whole mean. Read in the handout what PyTorch does with the logarithm.
says_zh: log(0) 是 -inf，而 0 * -inf 是 NaN：只要有一个 p = 0、y = 0 的样本，整个均值就毁了。回到讲义里看 PyTorch 怎样处理这个对数。
"""


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities."""
    log_p = torch.log(p)
    log_not_p = torch.log(1 - p)
    return reduce_losses(-(y * log_p + (1 - y) * log_not_p), reduction)
