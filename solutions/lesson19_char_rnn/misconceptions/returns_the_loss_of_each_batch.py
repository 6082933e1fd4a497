"""Believes that a loss belongs to a step.

expect: test_train_returns_a_loss_per_epoch, test_train_keeps_the_order_of_a_text
says: You return a loss for each batch. Asked is one number per epoch, the mean over all of its windows.
says_zh: 你对每个小批量都返回一个损失。要的是每轮一个数，即这一轮所有小段的平均。
"""


def train(model: nn.Module, ids: Tensor, epochs: int, length: int, batch_size: int, lr: float) -> list[float]:
    inputs, targets = windows(ids, length)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        for rows in torch.randperm(len(inputs)).split(batch_size):
            logits, _ = model(inputs[rows])
            loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].flatten())
            optimizer.zero_grad()
            loss.backward()
            grads = clip_gradients([p.grad for p in model.parameters()], 1.0)
            for p, grad in zip(model.parameters(), grads, strict=True):
                p.grad = grad
            optimizer.step()
            losses.append(loss.item())
    return losses
