"""Believes that the start is its last character.

expect: test_sample_keeps_the_state
says: The model reads only the last character of your start. Give it the whole start, so that its state knows all of it.
says_zh: 模型只读了开头的最后一个字符。要让它读完整个开头，状态才知道全部。
"""


def sample(model: nn.Module, start: Tensor, n: int, temperature: float, seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    drawn = []
    with torch.no_grad():
        logits, h = model(start[None, -1:])
        for _ in range(n):
            ids = torch.multinomial(probabilities(logits[:, -1], temperature), 1, generator=generator)
            drawn.append(ids[0, 0])
            logits, h = model(ids, h)
    return torch.stack(drawn)
