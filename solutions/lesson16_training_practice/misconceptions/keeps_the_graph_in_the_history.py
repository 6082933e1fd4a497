"""Believes that a loss tensor is a number like any other.

expect: test_history_hangs_on_no_graph
says: You kept the loss tensors themselves. Each one holds the graph of its batch, and memory grows with every step; what takes the number out of it?
says_zh: 你存下的是损失张量本身。每个张量都拖着那一批的计算图，内存会一步步涨上去；怎样只取出其中的数？
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
        total += loss * len(x)
        count += len(x)
    return total / count
