"""Believes that all characters can be drawn from the first answer.

expect: test_sample_feeds_what_it_has_drawn, test_sample_keeps_the_state
says: You draw every character from the answer to the start. The model has to read each character that it wrote before it can say what follows.
says_zh: 所有字符你都从对开头的回答里抽。模型要先读刚抽到的字符，才能说后面是什么。
"""


def sample(model: nn.Module, start: Tensor, n: int, temperature: float, seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    drawn = []
    with torch.no_grad():
        logits, h = model(start[None])
        for _ in range(n):
            ids = torch.multinomial(probabilities(logits[:, -1], temperature), 1, generator=generator)
            drawn.append(ids[0, 0])
    return torch.stack(drawn)
