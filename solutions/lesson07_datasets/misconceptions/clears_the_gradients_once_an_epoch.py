"""Believes that gradients are cleared once per epoch.

expect: test_each_batch_gives_one_step, test_loss_of_an_epoch_is_a_mean_over_its_samples,
    test_loader_is_gone_through_anew_in_each_epoch, test_gradients_of_the_caller_do_no_harm
says: Your gradients add up from batch to batch. Clear them before each backward.
says_zh: 你的梯度从一批累加到下一批；每次反向传播之前都要清零。
"""


def train_batches(model: torch.nn.Module, loader: Iterable[Sequence[Tensor]], lr: float, epochs: int) -> list[float]:
    loss_of = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total, seen = 0.0, 0
        optimizer.zero_grad()
        for x, y in loader:
            loss = loss_of(model(x), y)
            total, seen = total + loss.item() * len(x), seen + len(x)
            loss.backward()
            optimizer.step()
        losses.append(total / seen)
    return losses
