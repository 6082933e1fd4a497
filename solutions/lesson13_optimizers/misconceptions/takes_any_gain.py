"""Believes that the smallest gain is a gain.

expect: test_plateau_ignores_small_gains, test_plateau_may_want_the_metric_large,
    test_plateau_by_default_waits_ten_epochs_and_stops_at_min_lr
says: Any loss below the best counts as better for you. threshold asks for more: below best * (1 - threshold).
says_zh: 你把任何低于最好值的损失都算作变好。threshold 要求更高：要低于 best * (1 - threshold)。
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
            better = metrics < self.best
        else:
            better = metrics > self.best
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
