"""Believes that backward replaces the old gradient.

expect: test_losses_are_means_taken_before_each_step, test_training_moves_the_model_by_gradient_descent,
    test_gradients_left_by_the_caller_do_no_harm, test_training_again_goes_on_from_where_it_was,
    test_training_finds_the_boundary
says: backward adds to what .grad already holds, so each of your steps follows the sum of all gradients so far.
says_zh: backward 会把新梯度加到 .grad 里已有的值上，所以你的每一步走的都是历次梯度之和。
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
    return losses
