"""Believes that an improvement by less than 0.001 is noise.

expect: test_model_has_the_best_weights_at_the_end
says: You saved only where the loss fell by some fixed amount. How small a loss is depends on the units of the data; the lowest is the lowest.
says_zh: 损失至少下降一个固定的量，你才保存。损失有多小取决于数据的单位；最低就是最低。
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
        if val_loss < best - 1e-3:
            best = val_loss
            torch.save(model.state_dict(), path)
    model.load_state_dict(torch.load(path, weights_only=True))
    return history
