"""Believes that writing means taking the largest.

expect: test_sample_draws_by_chance, test_sample_follows_its_seed
says: You always take the likeliest character. The model says how likely each is; draw by that, or the text soon goes round in a circle.
says_zh: 你总取最可能的字符。模型说的是每个字符有多可能；要按它来抽，否则文本很快就原地打转。
"""


def sample(model: nn.Module, start: Tensor, n: int, temperature: float, seed: int) -> Tensor:
    drawn = []
    with torch.no_grad():
        logits, h = model(start[None])
        for _ in range(n):
            ids = logits[:, -1:].argmax(dim=2)
            drawn.append(ids[0, 0])
            logits, h = model(ids, h)
    return torch.stack(drawn)
