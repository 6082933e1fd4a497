"""Believes that only the last character of a window is foretold.

expect: test_train_keeps_the_order_of_a_text, test_words_of_an_unknown_language_are_learned
says: Your loss looks at the last place of each window alone, and the other places teach nothing. Every character is a sample: flatten batch and time.
says_zh: 你的损失只看每段的最后一个位置，其他位置什么也没教。每个字符都是样本：把批量和时间展平。
"""


def train(model: nn.Module, ids: Tensor, epochs: int, length: int, batch_size: int, lr: float) -> list[float]:
    inputs, targets = windows(ids, length)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(inputs)).split(batch_size):
            logits, _ = model(inputs[rows])
            loss = nn.functional.cross_entropy(logits[:, -1], targets[rows, -1])
            optimizer.zero_grad()
            loss.backward()
            grads = clip_gradients([p.grad for p in model.parameters()], 1.0)
            for p, grad in zip(model.parameters(), grads, strict=True):
                p.grad = grad
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(inputs))
    return losses
