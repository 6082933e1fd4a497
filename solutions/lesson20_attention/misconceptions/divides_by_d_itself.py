"""Believes that scores are divided by the number of features.

expect: test_weights_are_a_softmax_of_scaled_scores, test_output_is_the_weighted_sum_of_values,
    test_masked_keys_have_weight_zero, test_mask_broadcasts, test_attention_changes_no_argument
says: You divide by d, not by its root. The product of two random vectors of d numbers grows with the root of d.
says_zh: 你除以的是 d，而不是它的平方根。d 个随机数的两个向量，乘积随 d 的平方根增长。
"""


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    scores = q @ k.transpose(-2, -1) / q.shape[-1]
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights
