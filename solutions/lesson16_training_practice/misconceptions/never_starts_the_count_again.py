"""Believes that all bad epochs of a training count together.

expect: test_an_improvement_starts_the_count_again, test_an_improvement_is_larger_than_min_delta, test_small_improvements_add_up
says: Your count of bad epochs only grows. It asks for epochs in a row: what does an improvement do to it?
says_zh: 你的计数只增不减。要数的是连续的轮次：出现一次改进之后，它该变成多少？
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
            self.best = val_loss
        else:
            self.bad_epochs += 1
        return self.bad_epochs >= self.patience
