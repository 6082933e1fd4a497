"""Believes that the first epoch always starts with clean gradients.

expect: test_gradients_left_by_the_caller_do_no_harm
says: You clear at the end of each epoch, so the first one still adds to whatever gradients the model arrived with.
says_zh: 你在每轮结束时才清零，于是第一轮会叠加在模型带来的旧梯度上。
"""


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Full-batch gradient descent; the mean loss of each epoch, before its step."""
    loss_of = nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = loss_of(model(x), y)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    return losses
