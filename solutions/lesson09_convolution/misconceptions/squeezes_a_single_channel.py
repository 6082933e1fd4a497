"""Believes that a dimension of length 1 carries nothing and may go.

expect: test_a_single_output_channel_keeps_its_dimension
says: With one kernel you dropped the channel dimension. The next layer needs (c_out, h, w) also where c_out is 1.
says_zh: 只有一个卷积核时，你把通道维度去掉了。即使 c_out 是 1，下一层需要的仍是 (c_out, h, w)。
"""


def corr2d_multi_in_out(X: Tensor, K: Tensor) -> Tensor:
    """(c_in, h, w) with (c_out, c_in, kh, kw) gives c_out maps."""
    return torch.einsum("chwab,ocab->ohw", windows(X, tuple(K.shape[-2:])), K).squeeze(0)
