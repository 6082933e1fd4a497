"""Believes that the training loss is measured when the epoch is over.

expect: test_train_loss_is_the_mean_over_samples, test_every_epoch_trains_in_training_mode, test_history_hangs_on_no_graph
says: You measure the training loss after the epoch, with the weights that it has led to. Asked is the mean of the losses on the way, each batch's loss taken before its step.
says_zh: 你在一轮结束之后才用新的权重计算训练损失。要求的是途中各损失的平均，每批的损失取自它那一步之前。
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
        train_one_epoch(model, train_loader, criterion, optimizer)
        history["train_loss"].append(validate(model, train_loader, criterion))
        val_loss = validate(model, val_loader, criterion)
        history["val_loss"].append(val_loss)
        if val_loss < best:
            best = val_loss
            torch.save(model.state_dict(), path)
    model.load_state_dict(torch.load(path, weights_only=True))
    return history
