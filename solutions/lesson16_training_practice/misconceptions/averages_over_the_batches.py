"""Believes that the mean of the batch losses is the mean of the samples.

expect: test_train_loss_is_the_mean_over_samples, test_val_loss_is_the_mean_over_samples, test_a_short_batch_does_not_choose_the_best_epoch
says: You averaged the losses of the batches. In a short last batch every sample then counts more than elsewhere; how many samples does each loss stand for?
says_zh: 你对各批的损失取了平均。最后一批不满时，里面的样本就比别处的分量重；每个损失代表多少个样本？
"""


def train_one_epoch(model: nn.Module, loader: DataLoader, criterion: nn.Module, optimizer: Optimizer) -> float:
    """One step per batch; the mean over samples of the losses, each taken before its batch's step."""
    model.train()
    total, count = 0.0, 0
    for x, y in loader:
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
        count += 1
    return total / count


def validate(model: nn.Module, loader: DataLoader, criterion: nn.Module) -> float:
    """The mean loss over samples in evaluation mode; nothing is learned, and no graph is recorded."""
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item()
            count += 1
    return total / count
