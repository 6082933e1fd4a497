"""Believes that the last batch stands for the epoch.

expect: test_loss_of_an_epoch_is_a_mean_over_its_samples, test_loader_is_gone_through_anew_in_each_epoch
says: Your loss of an epoch is that of its last batch. The mean over all samples is asked for.
says_zh: 你每轮的损失只是最后一批的；要的是所有样本的均值。
"""


def train_batches(model: torch.nn.Module, loader: Iterable[Sequence[Tensor]], lr: float, epochs: int) -> list[float]:
    loss_of = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total, seen = 0.0, 0
        for x, y in loader:
            loss = loss_of(model(x), y)
            total, seen = loss.item(), 1
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        losses.append(total / seen)
    return losses
