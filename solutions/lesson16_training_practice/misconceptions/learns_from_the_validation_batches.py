"""Believes that every loss is there to be minimised.

expect: test_train_loss_is_the_mean_over_samples, test_val_loss_is_the_mean_over_samples,
    test_file_holds_the_best_weights, test_model_has_the_best_weights_at_the_end,
    test_a_short_batch_does_not_choose_the_best_epoch, test_validation_records_no_graph, test_history_hangs_on_no_graph,
    test_old_gradients_do_no_harm_to_training
says: Your validation takes steps too. A model that learns from its examination cannot be judged by it.
says_zh: 你在验证时也更新了参数。考卷拿来学习过，就再也不能用来打分了。
"""


def validate(model: nn.Module, loader: DataLoader, criterion: nn.Module, optimizer: Optimizer) -> float:
    """The mean loss over samples in evaluation mode; nothing is learned, and no graph is recorded."""
    model.eval()
    total, count = 0.0, 0
    for x, y in loader:
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count


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
        val_loss = validate(model, val_loader, criterion, optimizer)
        history["val_loss"].append(val_loss)
        if val_loss < best:
            best = val_loss
            torch.save(model.state_dict(), path)
    model.load_state_dict(torch.load(path, weights_only=True))
    return history
