"""Believes that saving the best weights also gives them back to the model.

expect: test_model_has_the_best_weights_at_the_end, test_running_statistics_are_kept_with_the_weights
says: The file has the best weights, the model that you leave behind the last ones. Who loads the file again?
says_zh: 文件里是最好的权重，你留下的模型里却是最后一轮的。谁来把文件再加载回去？
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
    return history
