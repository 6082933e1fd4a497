"""Believes that a kernel of ones takes the mean.

expect: test_shift_and_average_keep_float64, test_average_by_convolution_is_average_pooling
says: Your kernel of ones adds up each window. The mean also divides by the number of pixels in it.
says_zh: 全是 1 的核求的是窗口之和；均值还要除以窗口里的像素数。
"""


def average_by_convolution(X, size):
    return corr2d_strided(X, torch.ones(size, size, dtype=X.dtype), stride=size)
