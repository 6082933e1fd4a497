"""Believes that bad epochs add up over the whole training.

expect: test_plateau_waits_for_its_patience, test_plateau_compares_with_the_best_loss,
    test_plateau_ignores_small_gains, test_plateau_may_want_the_metric_large
says: Your count of bad epochs goes on after a better one. Only bad epochs in a row count.
says_zh: 出现更好的一轮之后，你的计数还在接着涨。只有连续的不好才算数。
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
        else:
            self.bad_epochs += 1
        if self.resting > 0:
            self.resting -= 1
            self.bad_epochs = 0
        if self.bad_epochs > self.patience:
            self.optimizer.lr = max(self.optimizer.lr * self.factor, self.min_lr)
            self.resting = self.cooldown
            self.bad_epochs = 0
