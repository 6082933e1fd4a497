"""Believes that the triangle may lie on either side.

expect: test_causal_mask_looks_back, test_self_attention_does_not_look_ahead, test_self_attention_has_no_order,
    test_heads_look_at_different_things, test_model_does_not_look_ahead, test_model_knows_the_order,
    test_words_of_an_unknown_language_are_learned
says: Your triangle lies above the diagonal: characters look at those that come after them. Row i is the one who looks, column j the one that is seen.
says_zh: 你的三角在对角线上方：字符看的是后面的字符。第 i 行是看的，第 j 列是被看的。
"""


def causal_mask(length: int) -> Tensor:
    return torch.ones(length, length, dtype=torch.bool).triu()
