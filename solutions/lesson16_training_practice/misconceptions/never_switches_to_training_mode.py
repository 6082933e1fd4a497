"""Believes that a model is always in training mode when it is trained.

expect: test_every_epoch_trains_in_training_mode, test_running_statistics_are_kept_with_the_weights
says: Nothing in your training switches to training mode. A model may come in evaluation mode, and each validation leaves it there.
says_zh: 你的训练里没有切换到训练模式。模型传进来时可能处在评估模式，而每次验证之后它也停在评估模式。
"""


def train_one_epoch(model: nn.Module, loader: DataLoader, criterion: nn.Module, optimizer: Optimizer) -> float:
    """One step per batch; the mean over samples of the losses, each taken before its batch's step."""
    total, count = 0.0, 0
    for x, y in loader:
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
