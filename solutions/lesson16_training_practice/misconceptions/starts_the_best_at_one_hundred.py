"""Believes that no loss is larger than 100.

expect: test_patience_counts_the_epochs_in_a_row
says: Your best loss starts at a number that looked large. A loss may be in the millions; what is larger than every number?
says_zh: 你给最好值取了一个看上去很大的初值。损失可能上百万；什么比所有的数都大？
"""


class EarlyStopping:
    """Says when the validation loss has not improved for too long."""

    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        """Nothing has been seen yet: the first loss is always an improvement."""
        self.patience = patience
        self.min_delta = min_delta
        self.best = 100.0
        self.bad_epochs = 0

    def __call__(self, val_loss: float) -> bool:
        """Take the validation loss of one more epoch; return True if training should stop now, else False."""
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.bad_epochs = 0
        else:
            self.bad_epochs += 1
        return self.bad_epochs >= self.patience
