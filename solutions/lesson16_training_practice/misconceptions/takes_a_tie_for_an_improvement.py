"""Believes that a loss that has not got worse is an improvement.

expect: test_standing_still_is_no_improvement
says: You took a loss equal to the best for an improvement: training that stands still would never be stopped.
says_zh: 损失和最好值相等，你也算作改进：这样一来，停滞不前的训练永远也停不下来。
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
        if val_loss <= self.best - self.min_delta:
            self.best = val_loss
            self.bad_epochs = 0
        else:
            self.bad_epochs += 1
        return self.bad_epochs >= self.patience
