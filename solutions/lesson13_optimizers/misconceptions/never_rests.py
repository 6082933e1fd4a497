"""Believes that a reduction works at once.

expect: test_plateau_rests_after_a_reduction
says: You count bad epochs right after a reduction. In the cooldown epochs that follow it none counts.
says_zh: 刚降完学习率，你就开始数不好的轮次。之后的 cooldown 轮里都不该数。
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
            self.optimizer.lr = max(self.optimizer.lr * self.factor, self.min_lr)
            self.resting = 0
            self.bad_epochs = 0
