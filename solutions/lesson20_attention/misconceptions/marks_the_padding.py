"""Believes that a padding mask is True for the padding.

expect: test_padding_mask_ends_with_each_text
says: Your mask is True where the padding is. True means: may be looked at.
says_zh: 你的掩码在填充处是 True。True 的意思是可以看。
"""


def padding_mask(lengths: Tensor, length: int) -> Tensor:
    return torch.arange(length) >= lengths[:, None, None]
