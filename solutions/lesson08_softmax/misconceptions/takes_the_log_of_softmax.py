"""Believes that log_softmax is log after softmax, in the computer as on paper.

expect: test_log_softmax_of_ten_thousand, test_cross_entropy_of_ten_thousand
says: A probability such as exp(-10000) is 0 in the computer, and log(0) is -inf. Simplify the logarithm of the fraction on paper before you type it.
says_zh: exp(-10000) 这样的概率在计算机里就是 0，log(0) 是 -inf。先在纸上把分式的对数化简，再写成代码。
"""


def log_softmax(x: Tensor, dim: int = -1) -> Tensor:
    """The logarithm of softmax, stable."""
    return torch.log(softmax(x, dim))
