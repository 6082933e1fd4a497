"""Believes that the mean of the batches' means is the mean over the samples.

expect: test_loss_of_an_epoch_is_a_mean_over_its_samples, test_loader_is_gone_through_anew_in_each_epoch
says: Your loss of an epoch is the mean over the batches. A short batch then weighs as much as a full one; weigh each by its samples.
says_zh: 你把每轮的损失算成了各批的均值；这样不满的一批与满的一样重，应当按样本数加权。
"""


def train_batches(model: torch.nn.Module, loader: Iterable[Sequence[Tensor]], lr: float, epochs: int) -> list[float]:
    loss_of = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total, seen = 0.0, 0
        for x, y in loader:
            loss = loss_of(model(x), y)
            total, seen = total + loss.item(), seen + 1
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        losses.append(total / seen)
    return losses
