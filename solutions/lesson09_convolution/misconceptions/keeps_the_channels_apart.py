"""Believes that several input channels give several output channels.

expect: test_multi_in_adds_up_the_channels, test_multi_channel_results_keep_float64
says: You returned one map per channel. A kernel spans all input channels, and its channels are added up into a single map.
says_zh: 你给每个通道各返回了一张特征图。一个卷积核横跨所有输入通道，各通道的结果要加成一张特征图。
"""


def corr2d_multi_in(X: Tensor, K: Tensor) -> Tensor:
    """(c, h, w) with (c, kh, kw) gives one map."""
    return torch.einsum("chwab,cab->chw", windows(X, tuple(K.shape[-2:])), K)
