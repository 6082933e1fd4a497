"""Believes that threshold is an absolute difference.

expect: test_plateau_ignores_small_gains, test_plateau_may_want_the_metric_large
says: You take threshold off the best as it is. It is relative: with threshold=0.1 a loss must be a tenth of the best lower.
says_zh: 你直接从最好值里减去 threshold。它是相对量：threshold=0.1 时，损失要比最好值低十分之一。
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
            better = metrics < self.best - self.threshold
        else:
            better = metrics > self.best + self.threshold
        if better:
            self.best = metrics
            self.bad_epochs = 0
        else:
            self.bad_epochs += 1
        if self.resting > 0:
            self.resting -= 1
            self.bad_epochs = 0
        if self.bad_epochs > self.patience:
            self.optimizer.lr = max(self.optimizer.lr * self.factor, self.min_lr)
            self.resting = self.cooldown
            self.bad_epochs = 0
