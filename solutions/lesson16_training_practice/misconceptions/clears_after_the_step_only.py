"""Believes that a model comes without gradients.

expect: test_old_gradients_do_no_harm_to_training
says: You cleared the gradients after each step. What about those that were on the model when train_model was called?
says_zh: 你在每次更新之后清零。调用 train_model 时模型上已有的梯度怎么办？
"""


def train_one_epoch(model: nn.Module, loader: DataLoader, criterion: nn.Module, optimizer: Optimizer) -> float:
    """One step per batch; the mean over samples of the losses, each taken before its batch's step."""
    model.train()
    total, count = 0.0, 0
    for x, y in loader:
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
