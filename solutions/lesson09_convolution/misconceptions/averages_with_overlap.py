"""Believes that a window makes the map smaller by itself.

expect: test_shift_and_average_keep_float64, test_average_by_convolution_is_average_pooling
says: Your windows overlap: they start one pixel apart. Side by side they start `size` pixels apart.
says_zh: 你的窗口互相重叠：起点只相距一个像素。互不重叠时，起点相距 `size` 个像素。
"""


def average_by_convolution(X, size):
    return corr2d_strided(X, torch.full((size, size), 1 / size**2, dtype=X.dtype))
