"""Believes that eval() also stops autograd from recording.

expect: test_validation_records_no_graph
says: Your validation records a graph that nobody will use. eval() speaks to the layers alone; what tells autograd to pause?
says_zh: 你的验证也在记录用不到的计算图。eval() 只管各层的行为；要让自动微分暂停，该用什么？
"""


def validate(model: nn.Module, loader: DataLoader, criterion: nn.Module) -> float:
    """The mean loss over samples in evaluation mode; nothing is learned, and no graph is recorded."""
    model.eval()
    total, count = 0.0, 0
    for x, y in loader:
        total += criterion(model(x), y).item() * len(x)
        count += len(x)
    return total / count
