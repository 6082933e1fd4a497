"""Believes that the loss of a batch is measured after its step.

expect: test_loss_of_an_epoch_is_a_mean_over_its_samples, test_loader_is_gone_through_anew_in_each_epoch
says: You note each batch's loss after its step. The one that the step was made for is asked, before it.
says_zh: 你记下的是每批更新之后的损失；要的是更新之前的。
"""


def train_batches(model: torch.nn.Module, loader: Iterable[Sequence[Tensor]], lr: float, epochs: int) -> list[float]:
    loss_of = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total, seen = 0.0, 0
        for x, y in loader:
            loss = loss_of(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total, seen = total + loss_of(model(x), y).item() * len(x), seen + len(x)
        losses.append(total / seen)
    return losses
