"""Believes that overfitting begins in the epoch with the lowest validation loss.

expect: test_overfitting_begins_after_the_lowest_validation_loss, test_a_bump_is_no_overfitting, test_lowest_at_the_end_is_no_overfitting, test_both_losses_rising_is_no_overfitting
says: You gave the epoch with the lowest validation loss. That one is still the best of all; in which epoch is the model no longer as good?
says_zh: 你给出的是验证损失最低的那一轮。那一轮恰恰是最好的；模型是从哪一轮开始变差的？
"""


def overfitting_epoch(history: dict[str, list[float]]) -> int | None:
    """Find the epoch in which overfitting begins: training goes on getting better, validation does not."""
    train_loss, val_loss = history["train_loss"], history["val_loss"]
    best = val_loss.index(min(val_loss))
    if train_loss[-1] < train_loss[best]:
        return best
    return None
