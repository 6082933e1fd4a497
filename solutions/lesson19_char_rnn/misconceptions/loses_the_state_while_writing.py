"""Believes that one character is enough to go on.

expect: test_sample_keeps_the_state
says: You call the model with the drawn character alone and leave out the state. It then begins anew after each character and knows nothing of the word so far.
says_zh: 你只用抽到的字符调用模型，没有传状态。于是它在每个字符之后都重新开始，不知道这个单词前面是什么。
"""


def sample(model: nn.Module, start: Tensor, n: int, temperature: float, seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    drawn = []
    with torch.no_grad():
        logits, h = model(start[None])
        for _ in range(n):
            ids = torch.multinomial(probabilities(logits[:, -1], temperature), 1, generator=generator)
            drawn.append(ids[0, 0])
            logits, h = model(ids)
    return torch.stack(drawn)
