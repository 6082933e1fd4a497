"""Believes that a name in a loop keeps what every pass has put into it.

expect: test_multi_in_adds_up_the_channels, test_multi_channel_results_keep_float64
says: Your result is the map of the last channel alone. A loop in which each pass only assigns keeps nothing but what the last one made.
says_zh: 你的结果只是最后一个通道的图。循环里每一遍都只做赋值，留下的就只有最后一遍的结果。
"""


def corr2d_multi_in(X: Tensor, K: Tensor) -> Tensor:
    """(c, h, w) with (c, kh, kw) gives one map."""
    for channel, kernel in zip(X, K, strict=True):
        out = corr2d(channel, kernel)
    return out
