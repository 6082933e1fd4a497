"""Believes that a model always comes with empty gradients.

expect: test_gradients_left_by_the_caller_do_no_harm
says: You clear after each step, so your first step still contains what the caller left in .grad. Clear before backward.
says_zh: 你在每一步之后才清零，所以第一步还带着调用者留在 .grad 里的梯度。清零要放在 backward 之前。
"""


def train(model: nn.Module, X: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Full-batch gradient descent; the mean loss of each epoch, before its step."""
    loss_of = nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = loss_of(model(X), y)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    return losses
