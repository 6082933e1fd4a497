"""Believes that a model is nothing but its parameters.

expect: test_running_statistics_are_kept_with_the_weights
says: You saved the parameters alone. Batch norm also has a running mean and variance, which no gradient reaches; what has all of it?
says_zh: 你只保存了参数。批量归一化还有滑动均值和方差，它们不靠梯度更新；哪里能拿到全部内容？
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
            torch.save(dict(model.named_parameters()), path)
    model.load_state_dict(torch.load(path, weights_only=True), strict=False)
    return history
