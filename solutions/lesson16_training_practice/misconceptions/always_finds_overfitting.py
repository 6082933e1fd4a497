"""Believes that every training overfits from the epoch after the best one.

expect: test_lowest_at_the_end_is_no_overfitting, test_both_losses_rising_is_no_overfitting
says: You always name an epoch. Ask whether there is an epoch after the best one at all, and whether the training loss went on falling there.
says_zh: 你总会给出一个轮次。想一想：最好的那一轮之后还有没有别的轮次？训练损失在那之后还在下降吗？
"""


def overfitting_epoch(history: dict[str, list[float]]) -> int | None:
    """Find the epoch in which overfitting begins: training goes on getting better, validation does not."""
    train_loss, val_loss = history["train_loss"], history["val_loss"]
    best = val_loss.index(min(val_loss))
    return best + 1
