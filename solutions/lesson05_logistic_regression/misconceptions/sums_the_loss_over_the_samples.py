"""Believes that the sum of the losses trains just as well with the same lr.

expect: test_losses_are_means_taken_before_each_step, test_training_moves_the_model_by_gradient_descent,
    test_gradients_left_by_the_caller_do_no_harm, test_training_again_goes_on_from_where_it_was,
    test_training_finds_the_boundary
says: You minimised the sum. With n samples its gradient is n times as long, so the same lr makes steps n times as large.
says_zh: 你最小化的是损失之和。有 n 个样本时，它的梯度是均值的 n 倍，同样的 lr 迈出的步子也大 n 倍。
"""


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Full-batch gradient descent; the mean loss of each epoch, before its step."""
    loss_of = nn.BCELoss(reduction="sum")
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = loss_of(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses
