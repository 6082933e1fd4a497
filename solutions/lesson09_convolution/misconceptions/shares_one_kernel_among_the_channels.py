"""Believes that the same kernel is used on all input channels.

expect: test_multi_in_adds_up_the_channels, test_multi_channel_results_keep_float64
says: You used the kernel of the first channel on all of them. Each input channel has a kernel of its own in K.
says_zh: 你在所有通道上都用了第一个通道的卷积核。K 里每个输入通道都有自己的核。
"""


def corr2d_multi_in(X: Tensor, K: Tensor) -> Tensor:
    """(c, h, w) with (c, kh, kw) gives one map."""
    return torch.einsum("chwab,ab->hw", windows(X, tuple(K.shape[-2:])), K[0])
