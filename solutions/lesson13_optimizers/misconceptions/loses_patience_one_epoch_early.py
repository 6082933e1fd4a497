"""Believes that patience is the number of the epoch that reduces.

expect: test_plateau_waits_for_its_patience, test_plateau_compares_with_the_best_loss,
    test_plateau_ignores_small_gains, test_plateau_may_want_the_metric_large,
    test_plateau_rests_after_a_reduction, test_plateau_by_default_waits_ten_epochs_and_stops_at_min_lr
says: You reduce at the bad epoch number patience. So many are forgiven: it is the one after them that reduces.
says_zh: 你在第 patience 个不好的轮次就降了学习率。这么多轮是可以容忍的，再下一轮才降。
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
        if self.bad_epochs >= max(self.patience, 1):
            self.optimizer.lr = max(self.optimizer.lr * self.factor, self.min_lr)
            self.resting = self.cooldown
            self.bad_epochs = 0
