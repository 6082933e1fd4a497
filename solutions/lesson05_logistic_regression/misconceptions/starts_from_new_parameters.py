"""Believes that train begins with fresh parameters of its own.

expect: test_losses_are_means_taken_before_each_step, test_training_moves_the_model_by_gradient_descent,
    test_gradients_left_by_the_caller_do_no_harm, test_training_again_goes_on_from_where_it_was,
    test_training_finds_the_boundary
says: You gave the model new parameters before the first epoch. Train goes on from those that it comes with: a second call continues the first.
says_zh: 你在第一轮之前重新初始化了参数。训练应从传进来的参数接着走：再次调用 train 就是接着上次训练。
"""


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Full-batch gradient descent; the mean loss of each epoch, before its step."""
    nn.init.zeros_(model.linear.weight)
    nn.init.zeros_(model.linear.bias)
    loss_of = nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = loss_of(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses
