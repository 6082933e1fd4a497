"""Believes that a reshape brings a dimension to any place.

expect: test_heads_are_parts_of_the_numbers, test_self_attention_does_not_look_ahead, test_self_attention_has_no_order,
    test_heads_look_at_different_things, test_words_of_an_unknown_language_are_learned
says: You reshape to (B, heads, T, d) at once. A reshape keeps the order of the numbers, so a head gets whole characters instead of a part of each; part the last dimension, then transpose.
says_zh: 你直接 reshape 成 (B, heads, T, d)。reshape 不改变数的顺序，于是每个头得到的是几个完整的字符，而不是每个字符的一段；先拆最后一维，再交换。
"""


def split_heads(x: Tensor, heads: int) -> Tensor:
    B, T, width = x.shape
    return x.reshape(B, heads, T, width // heads)
