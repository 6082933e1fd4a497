"""Believes that backward changes the parameters.

expect: test_losses_are_means_taken_before_each_step, test_training_moves_the_model_by_gradient_descent,
    test_gradients_left_by_the_caller_do_no_harm, test_training_again_goes_on_from_where_it_was,
    test_training_finds_the_boundary
says: Your model never moves. backward only writes the gradients; the step of the optimizer after it is what changes the parameters, and it needs these gradients.
says_zh: 你的模型一直不动。backward 只是写下梯度；之后要由优化器的 step 来改参数，而 step 用的正是这些梯度。
"""


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Full-batch gradient descent."""
    loss_of = nn.BCELoss()
    losses = []
    for _ in range(epochs):
        loss = loss_of(model(x), y)
        losses.append(loss.item())
        loss.backward()
    return losses
