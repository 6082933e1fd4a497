"""Believes that what is written includes what was read.

expect: test_sample_feeds_what_it_has_drawn, test_sample_keeps_the_state, test_sample_draws_by_chance,
    test_sample_follows_its_seed
says: Your result begins with the start. Asked are the n new characters alone.
says_zh: 你的结果带着开头。要的只是 n 个新字符。
"""


def sample(model: nn.Module, start: Tensor, n: int, temperature: float, seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    drawn = []
    with torch.no_grad():
        logits, h = model(start[None])
        for _ in range(n):
            ids = torch.multinomial(probabilities(logits[:, -1], temperature), 1, generator=generator)
            drawn.append(ids[0, 0])
            logits, h = model(ids, h)
    return torch.cat([start, torch.stack(drawn)])
