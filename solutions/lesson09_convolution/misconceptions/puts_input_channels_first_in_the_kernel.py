"""Believes that the kernel is stored as (c_in, c_out, kh, kw), in the order of the data.

expect: test_multi_in_out_makes_one_map_a_kernel, test_one_by_one_kernels_mix_the_channels, test_a_single_output_channel_keeps_its_dimension, test_multi_channel_results_keep_float64
says: You read the first dimension of K as input channels. It is (c_out, c_in, kh, kw): K[o] is one whole kernel.
says_zh: 你把 K 的第一个维度当成了输入通道。它的形状是 (c_out, c_in, kh, kw)：K[o] 才是一个完整的核。
"""


def corr2d_multi_in_out(X: Tensor, K: Tensor) -> Tensor:
    """(c_in, h, w) with (c_out, c_in, kh, kw) gives c_out maps."""
    return torch.einsum("chwab,coab->ohw", windows(X, tuple(K.shape[-2:])), K)
