"""Believes that a high temperature makes differences larger.

expect: test_temperature_divides_the_logits, test_cold_logits_stay_finite, test_sample_draws_by_chance
says: You multiply with the temperature. Divided by a high temperature all logits come close to each other, and the text gets wilder; a low one makes it strict.
says_zh: 你乘了温度。应当是除：除以高温度，各个 logits 彼此接近，文本更随意；低温度则更拘谨。
"""


def probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits * temperature, dim=-1)
