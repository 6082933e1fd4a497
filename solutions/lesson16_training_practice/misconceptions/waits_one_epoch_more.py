"""Believes that patience epochs are forgiven and the next one is the end.

expect: test_patience_counts_the_epochs_in_a_row, test_an_improvement_starts_the_count_again, test_an_improvement_is_larger_than_min_delta, test_small_improvements_add_up, test_standing_still_is_no_improvement, test_nan_is_no_improvement
says: You let patience bad epochs pass and stop at the one after them. Count on your fingers for patience=1: which epoch is the last?
says_zh: 你容忍了 patience 轮，到再下一轮才停。patience=1 时掰着手指数一数：该在哪一轮停？
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
            self.bad_epochs = 0
        else:
            self.bad_epochs += 1
        return self.bad_epochs > self.patience
