"""Believes that what is written includes what was read.

expect: test_sample_reads_what_it_has_drawn, test_sample_reads_no_more_than_length, test_sample_draws_by_chance,
    test_sample_follows_its_seed
says: Your result begins with the start. Asked are the n new characters alone.
says_zh: 你的结果带着开头。要的只是 n 个新字符。
"""


def sample(model: nn.Module, start: Tensor, n: int, length: int, temperature: float, seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    text = start
    with torch.no_grad():
        for _ in range(n):
            logits = model(text[None, -length:])[0, -1]
            drawn = torch.multinomial(torch.softmax(logits / temperature, dim=-1), 1, generator=generator)
            text = torch.cat([text, drawn])
    return text
