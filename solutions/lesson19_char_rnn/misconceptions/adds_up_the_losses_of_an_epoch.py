"""Believes that the loss of an epoch is the sum of its batches.

expect: test_train_returns_a_loss_per_epoch
says: You add up the losses of the batches: the number grows with the length of the text. Divide by the number of windows, each batch weighed with its size.
says_zh: 你把各批的损失加了起来：文本越长，数就越大。每批按大小加权，再除以小段的总数。
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
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total)
    return losses
