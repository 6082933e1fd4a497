"""Believes that an epoch that is better than the one before is the best so far.

expect: test_file_holds_the_best_weights, test_model_has_the_best_weights_at_the_end
says: You saved whenever the validation loss was lower than in the epoch before. After a bad epoch that is easy; compare with the best.
says_zh: 只要验证损失低于上一轮，你就保存。上一轮如果很差，这太容易了；要和最好的比。
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
            torch.save(model.state_dict(), path)
        best = val_loss
    model.load_state_dict(torch.load(path, weights_only=True))
    return history
