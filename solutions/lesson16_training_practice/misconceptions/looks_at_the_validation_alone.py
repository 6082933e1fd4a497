"""Believes that a rising validation loss is always overfitting.

expect: test_both_losses_rising_is_no_overfitting
says: You looked at the validation loss alone. If the training loss rises as well, the model does not learn too much by heart, it falls apart.
says_zh: 你只看了验证损失。如果训练损失也在上升，那不是背得太熟，而是训练本身垮掉了。
"""


def overfitting_epoch(history: dict[str, list[float]]) -> int | None:
    """Find the epoch in which overfitting begins: training goes on getting better, validation does not."""
    train_loss, val_loss = history["train_loss"], history["val_loss"]
    best = val_loss.index(min(val_loss))
    if best < len(val_loss) - 1:
        return best + 1
    return None
