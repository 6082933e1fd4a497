"""Believes that (n,) beside (n, 1) is the same as (n, 1) beside (n, 1).

expect: test_losses_are_means_taken_before_each_step, test_training_moves_the_model_by_gradient_descent,
    test_gradients_left_by_the_caller_do_no_harm, test_training_again_goes_on_from_where_it_was,
    test_each_row_twice_changes_nothing, test_training_predicts_the_other_half_of_the_diabetes_table
says: You compared each prediction with every label: (n, 1) beside (n,) makes (n, n). Keep both as columns and print the shape of the loss before its mean.
says_zh: 你让每个预测和所有标签都比了一遍：(n, 1) 与 (n,) 会广播成 (n, n)。两者都保持一列，求均值之前打印一下损失的形状。
"""


def train(model: nn.Module, X: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Full-batch gradient descent; the mean loss of each epoch, before its step."""
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        p, labels = model(X), y.flatten()
        loss = -(labels * p.log() + (1 - labels) * (1 - p).log()).mean()
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses
