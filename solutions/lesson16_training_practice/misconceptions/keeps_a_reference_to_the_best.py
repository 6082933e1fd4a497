"""Believes that state_dict() is a copy of the weights.

expect: test_file_holds_the_best_weights, test_model_has_the_best_weights_at_the_end, test_a_short_batch_does_not_choose_the_best_epoch, test_running_statistics_are_kept_with_the_weights
says: You kept the state_dict of the best epoch in a variable. Its tensors are those of the model itself, and the later epochs went on changing them.
says_zh: 你把最好一轮的 state_dict 存进了变量。可它里面就是模型自己的张量，后面的训练照样会改动它们。
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
            best, best_state = val_loss, model.state_dict()
    torch.save(best_state, path)
    model.load_state_dict(best_state)
    return history
