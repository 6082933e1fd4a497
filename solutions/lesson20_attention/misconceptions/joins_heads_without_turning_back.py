"""Believes that merging is a reshape alone.

expect: test_merged_heads_lie_side_by_side, test_self_attention_does_not_look_ahead, test_self_attention_has_no_order,
    test_heads_look_at_different_things, test_model_does_not_look_ahead, test_words_of_an_unknown_language_are_learned
says: You reshape without bringing the characters before the heads. The numbers of different characters get mixed: transpose first.
says_zh: 你没有先把字符换回到头的前面就 reshape 了。不同字符的数混在了一起：先交换维度。
"""


def merge_heads(x: Tensor) -> Tensor:
    B, heads, T, d = x.shape
    return x.reshape(B, T, heads * d)
