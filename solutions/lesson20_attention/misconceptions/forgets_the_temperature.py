"""Believes that drawing needs the logits only.

expect: test_sample_draws_by_chance
says: Your sample draws at temperature 1, whatever it is told. Divide the logits before the softmax.
says_zh: 不管给多少温度，你的 sample 都按温度 1 抽。softmax 之前要先除 logits。
"""


def sample(model: nn.Module, start: Tensor, n: int, length: int, temperature: float, seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    text = start
    with torch.no_grad():
        for _ in range(n):
            logits = model(text[None, -length:])[0, -1]
            drawn = torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)
            text = torch.cat([text, drawn])
    return text[len(start) :]
