"""Believes that the last character is enough, as with a state.

expect: test_sample_reads_no_more_than_length
says: You give the model the last character alone. It has no state: all that it is to know must be among the characters that it reads.
says_zh: 你只给了模型最后一个字符。它没有状态：要它知道的，都必须在它读的字符里。
"""


def sample(model: nn.Module, start: Tensor, n: int, length: int, temperature: float, seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    text = start
    with torch.no_grad():
        for _ in range(n):
            logits = model(text[None, -1:])[0, -1]
            drawn = torch.multinomial(torch.softmax(logits / temperature, dim=-1), 1, generator=generator)
            text = torch.cat([text, drawn])
    return text[len(start) :]
