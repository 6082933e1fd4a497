"""Believes that heads take the numbers in turn.

expect: test_heads_are_parts_of_the_numbers, test_heads_look_at_different_things
says: Your head i has every heads-th number. Asked is the i-th part in one piece: the first numbers for head 0, the next for head 1.
says_zh: 你的第 i 个头每隔 heads 个取一个数。要的是连续的第 i 段：前面几个数归第 0 个头，接着的归第 1 个头。
"""


def split_heads(x: Tensor, heads: int) -> Tensor:
    B, T, width = x.shape
    return x.reshape(B, T, width // heads, heads).permute(0, 3, 1, 2)
