"""Believes that writing means taking the largest.

expect: test_sample_draws_by_chance, test_sample_follows_its_seed
says: You always take the likeliest character. The model says how likely each is; draw by that.
says_zh: 你总取最可能的字符。模型说的是每个字符有多可能；要按它来抽。
"""


def sample(model: nn.Module, start: Tensor, n: int, length: int, temperature: float, seed: int) -> Tensor:
    text = start
    with torch.no_grad():
        for _ in range(n):
            logits = model(text[None, -length:])[0, -1]
            drawn = logits.argmax(dim=-1, keepdim=True)
            text = torch.cat([text, drawn])
    return text[len(start) :]
