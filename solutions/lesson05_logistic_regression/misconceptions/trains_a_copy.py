"""Believes that a function should leave the model that it was given untouched.

expect: test_training_moves_the_model_by_gradient_descent, test_gradients_left_by_the_caller_do_no_harm,
    test_training_again_goes_on_from_where_it_was, test_training_finds_the_boundary
says: You trained a copy, and the caller's model stayed as it was. Training changes the model in place.
says_zh: 你训练的是副本，调用者手里的模型没有变。训练就是要直接修改传进来的模型。
"""

import copy


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Full-batch gradient descent; the mean loss of each epoch, before its step."""
    model = copy.deepcopy(model)
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
