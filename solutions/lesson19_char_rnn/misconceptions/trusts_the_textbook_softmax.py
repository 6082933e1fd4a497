"""Believes that exp of a logit always fits.

expect: test_cold_logits_stay_finite, test_sample_feeds_what_it_has_drawn, test_sample_keeps_the_state
says: Your exp overflows: at a low temperature logits get large, inf / inf is NaN. torch.softmax subtracts the maximum first.
says_zh: 你的 exp 溢出了：温度低时 logits 很大，inf / inf 得 NaN。torch.softmax 会先减去最大值。
"""


def probabilities(logits: Tensor, temperature: float) -> Tensor:
    e = torch.exp(logits / temperature)
    return e / e.sum(dim=-1, keepdim=True)
