"""Believes that the root of d is a matter of taste.

expect: test_weights_are_a_softmax_of_scaled_scores, test_output_is_the_weighted_sum_of_values,
    test_masked_keys_have_weight_zero, test_mask_broadcasts, test_attention_changes_no_argument
says: You leave out the division by sqrt(d). Products of long vectors are large, the softmax of large scores is nearly 0 or 1, and hardly any gradient comes back.
says_zh: 你没有除以 sqrt(d)。长向量的乘积很大，大得分的 softmax 几乎非 0 即 1，梯度就几乎传不回来。
"""


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    scores = q @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights
