"""Believes that the lowest training loss belongs to the best model.

expect: test_file_holds_the_best_weights, test_model_has_the_best_weights_at_the_end,
    test_a_short_batch_does_not_choose_the_best_epoch, test_running_statistics_are_kept_with_the_weights
says: You chose the epoch with the lowest training loss. That loss is lowest for whoever learns the training data by heart; which one does the choice ask for?
says_zh: 你选的是训练损失最低的一轮。把训练数据背下来的模型，训练损失最低；应当看哪一个损失？
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
        if history["train_loss"][-1] < best:
            best = history["train_loss"][-1]
            torch.save(model.state_dict(), path)
    model.load_state_dict(torch.load(path, weights_only=True))
    return history
