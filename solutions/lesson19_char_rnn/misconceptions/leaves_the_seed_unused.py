"""Believes that any generator will do.

expect: test_sample_follows_its_seed
says: You draw from the global generator and leave the seed aside. A torch.Generator with that seed writes the same text each time.
says_zh: 你用的是全局生成器，没有用种子。用这个种子建一个 torch.Generator，每次写出的文本就相同。
"""


def sample(model: nn.Module, start: Tensor, n: int, temperature: float, seed: int) -> Tensor:
    drawn = []
    with torch.no_grad():
        logits, h = model(start[None])
        for _ in range(n):
            ids = torch.multinomial(probabilities(logits[:, -1], temperature), 1)
            drawn.append(ids[0, 0])
            logits, h = model(ids, h)
    return torch.stack(drawn)
