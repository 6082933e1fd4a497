"""Believes that any generator will do.

expect: test_sample_follows_its_seed
says: You draw from the global generator and leave the seed aside. A torch.Generator with that seed writes the same text each time.
says_zh: 你用的是全局生成器，没有用种子。用这个种子建一个 torch.Generator，每次写出的文本就相同。
"""


def sample(model: nn.Module, start: Tensor, n: int, length: int, temperature: float, seed: int) -> Tensor:
    text = start
    with torch.no_grad():
        for _ in range(n):
            logits = model(text[None, -length:])[0, -1]
            drawn = torch.multinomial(torch.softmax(logits / temperature, dim=-1), 1)
            text = torch.cat([text, drawn])
    return text[len(start) :]
