"""Believes that a character may look at earlier ones only.

expect: test_causal_mask_looks_back
says: Your mask is False on the diagonal. A character may look at itself; the first one would otherwise have nothing to look at.
says_zh: 你的掩码在对角线上是 False。字符可以看自己；否则第一个字符就什么也看不到了。
"""


def causal_mask(length: int) -> Tensor:
    mask = torch.ones(length, length, dtype=torch.bool).tril(-1)
    mask[0, 0] = True
    return mask
