"""Believes that backward overwrites the gradients of the last epoch.

expect: test_losses_are_means_taken_before_each_step, test_training_moves_the_model_by_gradient_descent,
    test_gradients_left_by_the_caller_do_no_harm, test_training_again_goes_on_from_where_it_was,
    test_training_finds_the_line
says: You never clear the gradients: each step takes the gradients of all epochs so far.
says_zh: 你从不清零梯度：每一步用的都是之前各轮梯度的总和。
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
    return losses
