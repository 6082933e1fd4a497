"""Believes that what is compared is what is passed on.

expect: test_output_is_the_weighted_sum_of_values, test_masked_keys_have_weight_zero, test_mask_broadcasts,
    test_large_scores_stay_finite, test_attention_changes_no_argument
says: Your output adds up keys. The keys decide where to look; what is brought from there are the values.
says_zh: 你的输出加的是键。键决定看哪里；从那里取来的是值。
"""


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, dim=-1)
    return weights @ k[..., : v.shape[-1]], weights
