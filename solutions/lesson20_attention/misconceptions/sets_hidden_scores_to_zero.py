"""Believes that a score of 0 is no attention.

expect: test_masked_keys_have_weight_zero, test_mask_broadcasts, test_large_scores_stay_finite,
    test_attention_changes_no_argument, test_self_attention_does_not_look_ahead, test_heads_look_at_different_things,
    test_model_does_not_look_ahead, test_words_of_an_unknown_language_are_learned
says: You set hidden scores to 0. exp(0) is 1, so hidden keys get weight all the same; -inf gives 0.
says_zh: 你把被遮住的得分设为 0。exp(0) 等于 1，被遮住的键照样得到权重；设为 -inf 才得 0。
"""


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, 0.0)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights
