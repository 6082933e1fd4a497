"""Believes that the weights alone make the prediction.

expect: test_linreg_of_three_samples, test_linreg_of_one_and_of_many_samples
says: You left b out. Without it every sample with all features 0 is predicted as 0.
says_zh: 你漏了 b。没有偏置，所有特征都为 0 的样本，预测就只能是 0。
"""


def linreg(X: Tensor, w: Tensor, b: Tensor) -> Tensor:
    """X w + b, (n, 1)."""
    return X @ w
