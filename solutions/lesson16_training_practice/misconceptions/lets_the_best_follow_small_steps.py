"""Believes that the best loss is the lowest one seen, improvement or not.

expect: test_an_improvement_is_larger_than_min_delta, test_small_improvements_add_up
says: Your best loss follows every small step down, so that many small steps never count. It should change only with an improvement.
says_zh: 你的最好值跟着每次微小的下降一起走，再多的小步也永远凑不成改进。只有出现改进时，它才该更新。
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
        self.best = min(self.best, val_loss)
        return self.bad_epochs >= self.patience
