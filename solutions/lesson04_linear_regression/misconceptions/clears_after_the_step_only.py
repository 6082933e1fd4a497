"""Believes that a model always comes with empty gradients.

expect: test_gradients_left_by_the_caller_do_no_harm
says: You clear after each step, so what the caller left in .grad goes into your first one.
says_zh: 你只在每步之后清零，调用者留在 .grad 里的旧值就进了你的第一步。
"""


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Full-batch gradient descent; the mean loss of each epoch, before its step."""
    loss_of = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = loss_of(model(x), y)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    return losses
