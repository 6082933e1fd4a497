"""Believes that an epoch begins with validation.

expect: test_val_loss_is_the_mean_over_samples, test_file_holds_the_best_weights, test_model_has_the_best_weights_at_the_end, test_a_short_batch_does_not_choose_the_best_epoch, test_old_gradients_do_no_harm_to_training
says: You validate before the training of the epoch, so each validation loss is that of the weights one epoch earlier. It belongs after the last step of the epoch.
says_zh: 你在每轮训练之前做验证，所以每个验证损失都属于上一轮的权重。验证应在这一轮的最后一步之后。
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
        val_loss = validate(model, val_loader, criterion)
        history["train_loss"].append(train_one_epoch(model, train_loader, criterion, optimizer))
        history["val_loss"].append(val_loss)
        if val_loss < best:
            best = val_loss
            torch.save(model.state_dict(), path)
    model.load_state_dict(torch.load(path, weights_only=True))
    return history
