"""Believes that one head needs no dimension of its own.

expect: test_one_head_is_the_whole, test_heads_look_at_different_things
says: With one head your split_heads leaves x as it is. The heads have a dimension of their own, also if its length is 1: (B, 1, T, w).
says_zh: 只有一个头时，你的 split_heads 原样返回 x；头总有自己的一维，长度为 1 时也是：(B, 1, T, w)。
"""


def split_heads(x: Tensor, heads: int) -> Tensor:
    if heads == 1:
        return x
    B, T, width = x.shape
    return x.reshape(B, T, heads, width // heads).transpose(1, 2)
