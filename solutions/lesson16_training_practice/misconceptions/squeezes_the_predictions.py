"""Believes that predictions should be flattened before the loss.

expect: test_train_loss_is_the_mean_over_samples, test_file_holds_the_best_weights,
    test_model_has_the_best_weights_at_the_end, test_a_short_batch_does_not_choose_the_best_epoch,
    test_validation_runs_in_evaluation_mode, test_every_epoch_trains_in_training_mode, test_history_hangs_on_no_graph,
    test_old_gradients_do_no_harm_to_training
says: You squeezed the predictions to (n,) while the targets are (n, 1): the loss compares every prediction with every target. The criterion takes both as they come.
says_zh: 你把预测压成了 (n,)，而目标是 (n, 1)：损失就变成每个预测和每个目标都比一遍。两者原样交给损失函数即可。
"""


def train_one_epoch(model: nn.Module, loader: DataLoader, criterion: nn.Module, optimizer: Optimizer) -> float:
    """One step per batch; the mean over samples of the losses, each taken before its batch's step."""
    model.train()
    total, count = 0.0, 0
    for x, y in loader:
        loss = criterion(model(x).squeeze(), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count


def validate(model: nn.Module, loader: DataLoader, criterion: nn.Module) -> float:
    """The mean loss over samples in evaluation mode; nothing is learned, and no graph is recorded."""
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x).squeeze(), y).item() * len(x)
            count += len(x)
    return total / count
