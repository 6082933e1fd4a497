"""Believes that a loader is a list that may be made once.

expect: test_each_epoch_asks_the_loader_anew
says: You made a list of the batches before the first epoch. A shuffling loader then shuffles once, and every epoch sees the same batches.
says_zh: 你在第一轮之前就把批次存成了列表。这样一来，会打乱的加载器只打乱一次，每一轮看到的都是同样的批次。
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
    batches = list(train_loader)
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, batches, criterion, optimizer))
        val_loss = validate(model, val_loader, criterion)
        history["val_loss"].append(val_loss)
        if val_loss < best:
            best = val_loss
            torch.save(model.state_dict(), path)
    model.load_state_dict(torch.load(path, weights_only=True))
    return history
