"""Believes that no_grad() also switches dropout and batch norm.

expect: test_validation_runs_in_evaluation_mode, test_running_statistics_are_kept_with_the_weights
says: Your validation ran in training mode. no_grad() speaks to autograd alone: dropout went on dropping, and batch norm learned from the validation batches.
says_zh: 你的验证是在训练模式下进行的。no_grad() 只管自动微分：dropout 照样丢弃，批量归一化还从验证批次里更新了统计量。
"""


def validate(model: nn.Module, loader: DataLoader, criterion: nn.Module) -> float:
    """The mean loss over samples in evaluation mode; nothing is learned, and no graph is recorded."""
    total, count = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item() * len(x)
            count += len(x)
    return total / count
