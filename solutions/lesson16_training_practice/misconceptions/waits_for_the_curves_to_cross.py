"""Believes that a model overfits as soon as its validation loss is above its training loss.

expect: test_overfitting_begins_after_the_lowest_validation_loss, test_a_bump_is_no_overfitting,
    test_lowest_at_the_end_is_no_overfitting, test_both_losses_rising_is_no_overfitting
says: You looked for the epoch in which the validation loss is above the training loss. It mostly is, from the start; what counts is which way each of them goes.
says_zh: 你找的是验证损失超过训练损失的那一轮。验证损失通常一开始就比训练损失高；要看的是两条曲线各自往哪边走。
"""


def overfitting_epoch(history: dict[str, list[float]]) -> int | None:
    """Find the epoch in which overfitting begins: training goes on getting better, validation does not."""
    pairs = zip(history["train_loss"], history["val_loss"])
    for epoch, (train_loss, val_loss) in enumerate(pairs):
        if val_loss > train_loss:
            return epoch
    return None
