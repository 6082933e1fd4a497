"""Believes that a text of 3 characters has a place 3.

expect: test_padding_mask_ends_with_each_text
says: Your mask is True at j = lengths[b] too. Places are counted from 0: a text of 3 characters has the places 0, 1 and 2.
says_zh: 你的掩码在 j = lengths[b] 处也是 True。位置从 0 数起：3 个字符的文本有位置 0、1、2。
"""


def padding_mask(lengths: Tensor, length: int) -> Tensor:
    return torch.arange(length) <= lengths[:, None, None]
