"""Believes that squeeze() removes only the dimension that one has in mind.

expect: test_nll_with_each_reduction
says: For a single sample squeeze() removes the batch as well, and the shape is () instead of (1,). Name the dimension.
says_zh: 只有一个样本时，squeeze() 把批次那一维也去掉了，形状成了 ()，而不是 (1,)。请指明是哪一维。
"""


def nll(logp: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Negative log-likelihood: minus the log-probability of each sample's class."""
    return reduce_losses(-logp.gather(1, target.unsqueeze(1)).squeeze(), reduction)
