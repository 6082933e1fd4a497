"""Believes that an epoch is good if it is better than the one before.

expect: test_patience_counts_the_epochs_in_a_row, test_an_improvement_is_larger_than_min_delta, test_small_improvements_add_up
says: You compared with the epoch before. A loss that jumps up and then creeps down is no improvement until it is lower than the best one.
says_zh: 你是和上一轮比的。损失先跳上去再慢慢降下来，只要没有低过最好值，就不算改进。
"""


class EarlyStopping:
    """Says when the validation loss has not improved for too long."""

    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        """Nothing has been seen yet: the first loss is always an improvement."""
        self.patience = patience
        self.min_delta = min_delta
        self.best = math.inf
        self.bad_epochs = 0

    def __call__(self, val_loss: float) -> bool:
        """Take the validation loss of one more epoch; return True if training should stop now, else False."""
        if val_loss < self.best - self.min_delta:
            self.bad_epochs = 0
        else:
            self.bad_epochs += 1
        self.best = val_loss
        return self.bad_epochs >= self.patience
