"""Believes that only parameters have to be brought back.

expect: test_running_statistics_are_kept_with_the_weights
says: You brought the parameters back and left batch norm's running mean and variance as they were after the last epoch. They belong to the same epoch as the weights.
says_zh: 你只恢复了参数，批量归一化的滑动均值和方差还停留在最后一轮。它们和权重应当出自同一轮。
"""


def train_model(
    model: nn.Module,
    train_loader: DataLoader,
    val_loader: DataLoader,
    criterion: nn.Module,
    optimizer: Optimizer,
    epochs: int,
    path: str,
) -> dict[str, list[float]]:
    """Train, validate after every epoch, and keep the best weights in the file `path` and in the model."""
    history: dict[str, list[float]] = {"train_loss": [], "val_loss": []}
    best = math.inf
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, criterion, optimizer))
        val_loss = validate(model, val_loader, criterion)
        history["val_loss"].append(val_loss)
        if val_loss < best:
            best = val_loss
            torch.save(model.state_dict(), path)
    best_state = torch.load(path, weights_only=True)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(best_state[name])
    return history
