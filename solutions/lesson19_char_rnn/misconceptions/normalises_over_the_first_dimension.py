"""Believes that softmax knows which dimension holds the characters.

expect: test_temperature_divides_the_logits, test_sample_feeds_what_it_has_drawn, test_sample_keeps_the_state,
    test_sample_draws_by_chance
says: Your softmax runs over the first dimension. The characters are the last one, whatever stands before it.
says_zh: 你的 softmax 沿第一维。字符在最后一维，不管前面还有什么维。
"""


def probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits / temperature, dim=0)
