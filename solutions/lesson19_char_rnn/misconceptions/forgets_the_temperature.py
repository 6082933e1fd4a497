"""Believes that drawing needs the logits only.

expect: test_sample_draws_by_chance
says: Your sample draws at temperature 1, whatever it is told. Divide the logits before the softmax.
says_zh: 不管给多少温度，你的 sample 都按温度 1 抽。softmax 之前要先除 logits。
"""


def sample(model: nn.Module, start: Tensor, n: int, temperature: float, seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    drawn = []
    with torch.no_grad():
        logits, h = model(start[None])
        for _ in range(n):
            ids = torch.multinomial(probabilities(logits[:, -1], 1.0), 1, generator=generator)
            drawn.append(ids[0, 0])
            logits, h = model(ids, h)
    return torch.stack(drawn)
