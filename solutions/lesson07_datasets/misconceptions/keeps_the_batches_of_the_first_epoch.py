"""Believes that a loader gives the same batches each time.

expect: test_loader_is_gone_through_anew_in_each_epoch
says: You go through the loader once and keep its batches. A loader mixes its samples anew each time; ask it anew in each epoch.
says_zh: 你只遍历了一次加载器，之后一直用同样的批次；加载器每次都会重新打乱，每一轮都要重新遍历它。
"""


def train_batches(model: torch.nn.Module, loader: Iterable[Sequence[Tensor]], lr: float, epochs: int) -> list[float]:
    loss_of = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses, batches = [], list(loader)
    for _ in range(epochs):
        total, seen = 0.0, 0
        for x, y in batches:
            loss = loss_of(model(x), y)
            total, seen = total + loss.item() * len(x), seen + len(x)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        losses.append(total / seen)
    return losses
