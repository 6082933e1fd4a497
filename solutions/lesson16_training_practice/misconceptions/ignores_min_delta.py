"""Believes that any lower loss is an improvement.

expect: test_an_improvement_is_larger_than_min_delta
says: You took every lower loss for an improvement, however small the step. What is min_delta for?
says_zh: 只要损失低了一点点，你就算作改进。那 min_delta 是做什么用的？
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
        if val_loss < self.best:
            self.best = val_loss
            self.bad_epochs = 0
        else:
            self.bad_epochs += 1
        return self.bad_epochs >= self.patience
