"""Believes that a window of size by size has `size` pixels.

expect: test_shift_and_average_keep_float64, test_average_by_convolution_is_average_pooling
says: You divide by size. A window of size by size has more pixels than that.
says_zh: 你除以了 size；size 乘 size 的窗口不止这么多像素。
"""


def average_by_convolution(X, size):
    return corr2d_strided(X, torch.full((size, size), 1 / size, dtype=X.dtype), stride=size)
