"""Believes that the newest weights are the best ones.

expect: test_file_holds_the_best_weights, test_model_has_the_best_weights_at_the_end, test_a_short_batch_does_not_choose_the_best_epoch, test_running_statistics_are_kept_with_the_weights
says: What you kept are the weights of the last epoch, not of the best one. Either every epoch is saved over the one before, or a reference is kept: state_dict() does not copy, and training goes on changing what it shows.
says_zh: 你保留下来的是最后一轮的权重，不是最好那一轮的。要么每一轮都覆盖了前一轮，要么保留的只是引用：state_dict() 不会复制，之后的训练会继续改动它。
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
        torch.save(model.state_dict(), path)
    model.load_state_dict(torch.load(path, weights_only=True))
    return history
