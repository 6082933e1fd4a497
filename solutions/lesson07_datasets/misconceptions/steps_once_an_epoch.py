"""Believes that an epoch is one step.

expect: test_each_batch_gives_one_step, test_loss_of_an_epoch_is_a_mean_over_its_samples,
    test_loader_is_gone_through_anew_in_each_epoch, test_gradients_of_the_caller_do_no_harm
says: You step once per epoch, after all batches. Each batch gives a step of its own.
says_zh: 你每轮只在所有批次之后走一步；每一批都应当走一步。
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
