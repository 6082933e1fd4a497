"""Believes that epochs are counted from 1.

expect: test_overfitting_begins_after_the_lowest_validation_loss, test_a_bump_is_no_overfitting, test_lowest_at_the_end_is_no_overfitting, test_both_losses_rising_is_no_overfitting
says: Your answer is one too large: epochs are counted from 0, as the places of the lists.
says_zh: 你的答案大了 1：轮次从 0 数起，就是列表的下标。
"""


def overfitting_epoch(history: dict[str, list[float]]) -> int | None:
    """Find the epoch in which overfitting begins: training goes on getting better, validation does not."""
    train_loss, val_loss = history["train_loss"], history["val_loss"]
    best = val_loss.index(min(val_loss))
    if train_loss[-1] < train_loss[best]:
        return best + 2
    return None
