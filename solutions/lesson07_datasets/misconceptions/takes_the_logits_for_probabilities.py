"""Believes that BCEWithLogitsLoss wants probabilities.

expect: test_each_batch_gives_one_step, test_loss_of_an_epoch_is_a_mean_over_its_samples,
    test_loader_is_gone_through_anew_in_each_epoch, test_gradients_of_the_caller_do_no_harm
says: You take a sigmoid of the logits, and BCEWithLogitsLoss takes another one. It wants the logits themselves.
says_zh: 你对 logit 用了一次 sigmoid，BCEWithLogitsLoss 又用了一次；它要的就是 logit 本身。
"""


def train_batches(model: torch.nn.Module, loader: Iterable[Sequence[Tensor]], lr: float, epochs: int) -> list[float]:
    loss_of = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total, seen = 0.0, 0
        for x, y in loader:
            loss = loss_of(torch.sigmoid(model(x)), y)
            total, seen = total + loss.item() * len(x), seen + len(x)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        losses.append(total / seen)
    return losses
