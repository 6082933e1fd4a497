"""Believes that a mask of texts has the shape (B, length).

expect: test_padding_mask_ends_with_each_text
says: Your mask has the shape (B, length). Broadcast against (B, T, S) it would be taken for one row per query; a dimension of 1 in the middle serves all queries.
says_zh: 你的掩码形状是 (B, length)。与 (B, T, S) 广播时会被当成每个查询一行；中间要有一个长度为 1 的维，供所有查询共用。
"""


def padding_mask(lengths: Tensor, length: int) -> Tensor:
    return torch.arange(length) < lengths[:, None]
