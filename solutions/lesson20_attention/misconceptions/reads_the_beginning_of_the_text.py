"""Believes that the first `length` characters are the ones to read.

expect: test_sample_reads_what_it_has_drawn
says: You give the model the first characters of the text. What follows depends on the last ones.
says_zh: 你给模型的是文本最前面的字符。后面写什么，取决于最后的字符。
"""


def sample(model: nn.Module, start: Tensor, n: int, length: int, temperature: float, seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    text = start
    with torch.no_grad():
        for _ in range(n):
            logits = model(text[None, :length])[0, -1]
            drawn = torch.multinomial(torch.softmax(logits / temperature, dim=-1), 1, generator=generator)
            text = torch.cat([text, drawn])
    return text[len(start) :]
