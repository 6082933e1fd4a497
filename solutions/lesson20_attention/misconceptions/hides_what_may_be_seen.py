"""Believes that True in a mask means hidden.

expect: test_masked_keys_have_weight_zero, test_mask_broadcasts, test_large_scores_stay_finite,
    test_attention_changes_no_argument, test_self_attention_keeps_the_shape, test_self_attention_does_not_look_ahead,
    test_self_attention_has_no_order, test_self_attention_keeps_texts_apart, test_heads_look_at_different_things,
    test_model_gives_logits, test_model_does_not_look_ahead, test_model_knows_the_order,
    test_words_of_an_unknown_language_are_learned
says: You hide where the mask is True. Here, as in scaled_dot_product_attention, True means that a query may look there.
says_zh: 你在 mask 为 True 的地方遮住了。这里与 scaled_dot_product_attention 一样，True 表示可以看。
"""


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask, -math.inf)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights
