"""Believes that torch.save(model) is how weights are saved.

expect: test_file_holds_the_best_weights, test_a_short_batch_does_not_choose_the_best_epoch, test_running_statistics_are_kept_with_the_weights
says: The file holds the whole model as an object, which only loads where its class is at hand, and by running code. The weights alone are a dict of tensors.
says_zh: 文件里存的是整个模型对象：加载时必须有它的类，还要执行代码。只存权重的话，应当是一个张量字典。
"""


def train_model(
    model: nn.Module,
    train_loader: DataLoader,
    val_loader: DataLoader,
    criterion: nn.Module,
    optimizer: Optimizer,
    epochs: int,
    path: str,
) -> dict[str, list[float]]:
    """Train, validate after every epoch, and keep the best weights in the file `path` and in the model."""
    history: dict[str, list[float]] = {"train_loss": [], "val_loss": []}
    best = math.inf
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, criterion, optimizer))
        val_loss = validate(model, val_loader, criterion)
        history["val_loss"].append(val_loss)
        if val_loss < best:
            best = val_loss
            torch.save(model, path)
    model.load_state_dict(torch.load(path, weights_only=False).state_dict())
    return history
