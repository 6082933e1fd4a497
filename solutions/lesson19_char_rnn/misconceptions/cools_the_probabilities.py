"""Believes that probabilities are what is divided by the temperature.

expect: test_temperature_divides_the_logits, test_cold_logits_stay_finite, test_sample_draws_by_chance
says: You divide after the softmax. Probabilities that are divided by a number do not add up to 1 any more; divide the logits.
says_zh: 你在 softmax 之后才除。概率除以一个数，加起来就不再是 1；要除的是 logits。
"""


def probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits, dim=-1) / temperature
