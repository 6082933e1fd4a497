"""Believes that what is not worse is better, and forgets NaN.

expect: test_nan_is_no_improvement
says: You asked whether the loss is bad, and NaN answers no to every comparison. Ask whether it is good.
says_zh: 你问的是损失“差不差”，而 NaN 对任何比较都回答“否”。应当问它“好不好”。
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
        if val_loss >= self.best - self.min_delta:
            self.bad_epochs += 1
        else:
            self.best = val_loss
            self.bad_epochs = 0
        return self.bad_epochs >= self.patience
