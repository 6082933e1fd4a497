"""Believes that clearing belongs right before the step.

expect: test_losses_are_means_taken_before_each_step, test_training_moves_the_model_by_gradient_descent,
    test_gradients_left_by_the_caller_do_no_harm, test_training_again_goes_on_from_where_it_was,
    test_training_finds_the_boundary
says: You clear the gradients after backward has written them and before step has read them: every step is zero and the loss never moves.
says_zh: backward 刚写好梯度，step 还没用，你就清零了：每一步都是 0，损失一直不动。
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
        optimizer.zero_grad()
        optimizer.step()
    return losses
