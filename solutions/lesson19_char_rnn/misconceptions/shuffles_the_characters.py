"""Believes that whatever is trained on has to be shuffled.

expect: test_train_keeps_the_order_of_a_text, test_words_of_an_unknown_language_are_learned
says: You shuffle the characters of the text before you cut it. What is left is how often each occurs: the order was what there is to learn. Shuffle the windows.
says_zh: 你在切段之前打乱了文本里的字符。剩下的只有每个字符的频率：要学的正是顺序。要打乱的是各个小段。
"""


def train(model: nn.Module, ids: Tensor, epochs: int, length: int, batch_size: int, lr: float) -> list[float]:
    inputs, targets = windows(ids[torch.randperm(len(ids))], length)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(inputs)).split(batch_size):
            logits, _ = model(inputs[rows])
            loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].flatten())
            optimizer.zero_grad()
            loss.backward()
            grads = clip_gradients([p.grad for p in model.parameters()], 1.0)
            for p, grad in zip(model.parameters(), grads, strict=True):
                p.grad = grad
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(inputs))
    return losses
