"""Believes that exp of a score always fits.

expect: test_large_scores_stay_finite
says: Your exp overflows for large scores, and inf / inf is NaN. torch.softmax subtracts the maximum first.
says_zh: 得分很大时，你的 exp 溢出，inf / inf 得 NaN。torch.softmax 会先减去最大值。
"""


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = scores.exp() / scores.exp().sum(dim=-1, keepdim=True)
    return weights @ v, weights
