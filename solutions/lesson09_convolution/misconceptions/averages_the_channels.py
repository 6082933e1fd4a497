"""Believes that the channels are averaged, so that more channels do not give larger values.

expect: test_multi_in_adds_up_the_channels, test_multi_in_out_makes_one_map_a_kernel,
    test_one_by_one_kernels_mix_the_channels, test_a_single_output_channel_keeps_its_dimension,
    test_multi_channel_results_keep_float64
says: You divided by the number of channels. The contributions of the channels are added up; nothing is averaged.
says_zh: 你除以了通道数。各通道的结果是直接相加的，不求均值。
"""


def corr2d_multi_in(X: Tensor, K: Tensor) -> Tensor:
    """(c, h, w) with (c, kh, kw) gives one map."""
    return torch.einsum("chwab,cab->hw", windows(X, tuple(K.shape[-2:])), K) / len(X)


def corr2d_multi_in_out(X: Tensor, K: Tensor) -> Tensor:
    """(c_in, h, w) with (c_out, c_in, kh, kw) gives c_out maps."""
    return torch.einsum("chwab,ocab->ohw", windows(X, tuple(K.shape[-2:])), K) / len(X)
