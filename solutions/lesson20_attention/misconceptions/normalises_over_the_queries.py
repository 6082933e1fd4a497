"""Believes that the weights of a key add up to 1.

expect: test_weights_are_a_softmax_of_scaled_scores, test_output_is_the_weighted_sum_of_values,
    test_masked_keys_have_weight_zero, test_mask_broadcasts, test_large_scores_stay_finite,
    test_attention_changes_no_argument, test_self_attention_does_not_look_ahead, test_self_attention_has_no_order,
    test_heads_look_at_different_things, test_model_does_not_look_ahead, test_words_of_an_unknown_language_are_learned
says: Your softmax runs over the queries. Each query parts its attention among the keys: its row adds up to 1.
says_zh: 你的 softmax 沿着查询。每个查询把注意力分给各个键：它那一行加起来等于 1。
"""


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, dim=-2)
    return weights @ v, weights
