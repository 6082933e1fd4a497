"""Believes that an image is a matrix and its further channels are copies of it.

expect: test_multi_in_adds_up_the_channels, test_multi_channel_results_keep_float64
says: Only the first channel shows in your result. An image of c channels holds c different maps, and all of them count.
says_zh: 你的结果里只有第一个通道。有 c 个通道的图像由 c 张不同的图组成，每一张都要算进去。
"""


def corr2d_multi_in(X: Tensor, K: Tensor) -> Tensor:
    """(c, h, w) with (c, kh, kw) gives one map."""
    return corr2d(X[0], K[0])
