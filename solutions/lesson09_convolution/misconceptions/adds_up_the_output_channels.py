"""Believes that a layer has one output map, to which all kernels contribute.

expect: test_multi_in_out_makes_one_map_a_kernel, test_one_by_one_kernels_mix_the_channels, test_a_single_output_channel_keeps_its_dimension, test_multi_channel_results_keep_float64
says: You added up the maps of the different kernels. Each kernel looks for something of its own and keeps its own map.
says_zh: 你把不同卷积核的特征图加在了一起。每个核检测的是不同的特征，各自保留一张特征图。
"""


def corr2d_multi_in_out(X: Tensor, K: Tensor) -> Tensor:
    """(c_in, h, w) with (c_out, c_in, kh, kw) gives c_out maps."""
    return torch.einsum("chwab,ocab->hw", windows(X, tuple(K.shape[-2:])), K)
