"""Believes that min_delta is a fraction of the best loss.

expect: test_an_improvement_is_larger_than_min_delta, test_small_improvements_add_up
says: You multiplied the best loss by 1 - min_delta. Here min_delta is an amount of loss, not a share of it.
says_zh: 你用最好值乘以 1 - min_delta。这里的 min_delta 是损失的绝对差值，不是比例。
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
        if val_loss < self.best * (1 - self.min_delta):
            self.best = val_loss
            self.bad_epochs = 0
        else:
            self.bad_epochs += 1
        return self.bad_epochs >= self.patience
