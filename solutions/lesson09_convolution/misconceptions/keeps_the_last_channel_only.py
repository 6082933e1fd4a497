"""Believes that a name in a loop keeps what every pass has put into it.

expect: test_multi_in_adds_up_the_channels, test_multi_channel_results_keep_float64
says: Your result is the map of the last channel. Each pass of a loop over the channels that only assigns takes the place of the one before.
says_zh: 你的结果只是最后一个通道的图。在对通道的循环里只做赋值，每一遍都会覆盖前一遍的结果。
"""


def corr2d_multi_in(X: Tensor, K: Tensor) -> Tensor:
    """(c, h, w) with (c, kh, kw) gives one map."""
    for channel, kernel in zip(X, K, strict=True):
        out = corr2d(channel, kernel)
    return out
