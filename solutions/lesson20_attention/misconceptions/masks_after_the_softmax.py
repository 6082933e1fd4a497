"""Believes that a weight can be taken away at the end.

expect: test_masked_keys_have_weight_zero, test_mask_broadcasts, test_large_scores_stay_finite,
    test_attention_changes_no_argument, test_self_attention_does_not_look_ahead, test_heads_look_at_different_things,
    test_model_does_not_look_ahead
says: You set weights to 0 after the softmax. Those that are left add up to less than 1, and what was hidden still counted in the sum; mask the scores before.
says_zh: 你在 softmax 之后才把权重置 0。剩下的加起来不到 1，被遮住的还算进了总和；应当先遮住得分。
"""


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights * mask
    return weights @ v, weights
