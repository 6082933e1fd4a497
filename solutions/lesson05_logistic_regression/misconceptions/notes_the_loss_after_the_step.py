"""Believes that the loss of an epoch is the one after its update.

expect: test_losses_are_means_taken_before_each_step, test_training_again_goes_on_from_where_it_was,
    test_training_finds_the_boundary
says: Your list starts with the loss after the first step. The loss of an epoch is taken before its step, so the first entry belongs to the model as it came.
says_zh: 你的列表从第一步之后的损失开始。每轮的损失应在更新之前记录，所以第一项属于最初的模型。
"""


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Full-batch gradient descent; the mean loss of each epoch, before its step."""
    loss_of = nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = loss_of(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss_of(model(x), y).item())
    return losses
