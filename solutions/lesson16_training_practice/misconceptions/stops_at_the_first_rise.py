"""Believes that any first rise of the validation loss is the beginning of overfitting.

expect: test_a_bump_is_no_overfitting, test_both_losses_rising_is_no_overfitting
says: You stopped at the first rise of the validation loss. That loss is noisy; what tells a bump from a turn is whether a lower value comes later.
says_zh: 你在验证损失第一次抬头时就停下了。验证损失本来就有波动；是偶然抬头还是真的转折，要看后面还有没有更低的值。
"""


def overfitting_epoch(history: dict[str, list[float]]) -> int | None:
    """Find the epoch in which overfitting begins: training goes on getting better, validation does not."""
    val_loss = history["val_loss"]
    for epoch in range(1, len(val_loss)):
        if val_loss[epoch] > val_loss[epoch - 1]:
            return epoch
    return None
