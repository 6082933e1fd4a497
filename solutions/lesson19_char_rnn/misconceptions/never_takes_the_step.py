"""Believes that backward trains the network.

expect: test_train_keeps_the_order_of_a_text, test_words_of_an_unknown_language_are_learned
says: Your loop never calls optimizer.step(): backward only computes gradients, and the model stays as it was made.
says_zh: 你的循环没有调用 optimizer.step()：backward 只计算梯度，模型还是刚建好时的样子。
"""


def train(model: nn.Module, ids: Tensor, epochs: int, length: int, batch_size: int, lr: float) -> list[float]:
    inputs, targets = windows(ids, length)
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
            total += loss.item() * len(rows)
        losses.append(total / len(inputs))
    return losses
