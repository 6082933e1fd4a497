"""Believes that the newest weights are the best ones.

expect: test_file_holds_the_best_weights, test_model_has_the_best_weights_at_the_end, test_a_short_batch_does_not_choose_the_best_epoch, test_running_statistics_are_kept_with_the_weights
says: You saved after every epoch, so the file has the last weights. The last epoch is the best one only if the validation loss says so.
says_zh: 你每一轮都保存，文件里留下的是最后一轮的权重。最后一轮是不是最好，要由验证损失说了算。
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
