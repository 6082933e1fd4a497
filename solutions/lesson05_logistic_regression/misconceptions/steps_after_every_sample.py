"""Believes that an epoch makes one step per sample.

expect: test_losses_are_means_taken_before_each_step, test_training_moves_the_model_by_gradient_descent,
    test_gradients_left_by_the_caller_do_no_harm, test_training_again_goes_on_from_where_it_was,
    test_training_finds_the_boundary
says: You made a step after each sample, n steps an epoch. Full batch means one step per epoch, on the mean over all samples.
says_zh: 你每个样本更新一次，一轮更新了 n 次。全批量是指每轮只用全部样本的平均损失更新一次。
"""


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Full-batch gradient descent; the mean loss of each epoch, before its step."""
    loss_of = nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(loss_of(model(x), y).item())
        for i in range(len(x)):
            loss = loss_of(model(x[i : i + 1]), y[i : i + 1])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return losses
