"""Believes that a model of this kind reads texts of any length.

expect: test_sample_reads_no_more_than_length
says: You give the model the whole text, however long it has become. It has places for `length` characters only: give it the last ones.
says_zh: 你把整个文本都给了模型，不管它已经多长。模型只有 length 个位置：给它最后的 length 个字符。
"""


def sample(model: nn.Module, start: Tensor, n: int, length: int, temperature: float, seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    text = start
    with torch.no_grad():
        for _ in range(n):
            logits = model(text[None])[0, -1]
            drawn = torch.multinomial(torch.softmax(logits / temperature, dim=-1), 1, generator=generator)
            text = torch.cat([text, drawn])
    return text[len(start) :]
