"""Believes that min_lr only says when to stop reducing.

expect: test_plateau_by_default_waits_ten_epochs_and_stops_at_min_lr
says: You reduce whenever lr is still above min_lr, and so end below it. The result itself must not be smaller than min_lr.
says_zh: 只要 lr 还高于 min_lr，你就照降不误，结果降到了 min_lr 以下。降完的结果本身不能小于 min_lr。
"""


class ReduceLROnPlateau:
    """Multiplies the learning rate by factor when a metric has stopped improving."""

    def __init__(
        self,
        optimizer: Optimizer,
        mode: str = "min",
        factor: float = 0.1,
        patience: int = 10,
        threshold: float = 1e-4,
        cooldown: int = 0,
        min_lr: float = 0.0,
    ) -> None:
        self.optimizer = optimizer
        self.mode = mode
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        self.cooldown = cooldown
        self.min_lr = min_lr
        self.best = float("inf") if mode == "min" else float("-inf")
        self.bad_epochs = 0
        self.resting = 0

    def step(self, metrics: float) -> None:
        """One epoch is over, and its metric is a number."""
        if self.mode == "min":
            better = metrics < self.best * (1 - self.threshold)
        else:
            better = metrics > self.best * (1 + self.threshold)
        if better:
            self.best = metrics
            self.bad_epochs = 0
        else:
            self.bad_epochs += 1
        if self.resting > 0:
            self.resting -= 1
            self.bad_epochs = 0
        if self.bad_epochs > self.patience:
            if self.optimizer.lr > self.min_lr:
                self.optimizer.lr *= self.factor
            self.resting = self.cooldown
            self.bad_epochs = 0
