"""Believes that the loss of the last batch is the loss of the epoch.

expect: test_train_loss_is_the_mean_over_samples, test_val_loss_is_the_mean_over_samples,
    test_a_short_batch_does_not_choose_the_best_epoch, test_validation_runs_in_evaluation_mode,
    test_every_epoch_trains_in_training_mode, test_history_hangs_on_no_graph, test_old_gradients_do_no_harm_to_training
says: You noted the loss of the last batch. It says little about the others: add up over the whole epoch.
says_zh: 你记下的只是最后一批的损失，它说明不了其余各批：要在整轮里累加。
"""


def train_one_epoch(model: nn.Module, loader: DataLoader, criterion: nn.Module, optimizer: Optimizer) -> float:
    """One step per batch; the mean over samples of the losses, each taken before its batch's step."""
    model.train()
    total = 0.0
    for x, y in loader:
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total = loss.item()
    return total


def validate(model: nn.Module, loader: DataLoader, criterion: nn.Module) -> float:
    """The mean loss over samples in evaluation mode; nothing is learned, and no graph is recorded."""
    model.eval()
    total = 0.0
    with torch.no_grad():
        for x, y in loader:
            total = criterion(model(x), y).item()
    return total
