"""Believes that backward() replaces the old gradients.

expect: test_train_loss_is_the_mean_over_samples, test_val_loss_is_the_mean_over_samples,
    test_file_holds_the_best_weights, test_model_has_the_best_weights_at_the_end,
    test_a_short_batch_does_not_choose_the_best_epoch, test_history_hangs_on_no_graph,
    test_old_gradients_do_no_harm_to_training
says: Your gradients are never cleared, so every step also takes those of all earlier batches along.
says_zh: 你从来没有清零梯度，于是每一步都带上了以前所有批次的梯度。
"""


def train_one_epoch(model: nn.Module, loader: DataLoader, criterion: nn.Module, optimizer: Optimizer) -> float:
    """One step per batch; the mean over samples of the losses, each taken before its batch's step."""
    model.train()
    total, count = 0.0, 0
    for x, y in loader:
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
