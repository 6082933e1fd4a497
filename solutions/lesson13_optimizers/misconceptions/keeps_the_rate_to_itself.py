"""Believes that the scheduler has a learning rate of its own.

expect: test_steplr_goes_down_a_staircase, test_steplr_leaves_the_memory_alone
says: Your scheduler computes a new learning rate and keeps it. The optimizer still steps with the old one.
says_zh: 你的调度器算出了新的学习率，却只留给自己用。优化器每一步用的还是旧的。
"""


class StepLR:
    """Multiplies the optimizer's learning rate by gamma after every step_size epochs."""

    def __init__(self, optimizer: Optimizer, step_size: int, gamma: float = 0.1) -> None:
        self.optimizer = optimizer
        self.step_size = step_size
        self.gamma = gamma
        self.epochs = 0
        self.lr = optimizer.lr

    def step(self) -> None:
        """One epoch is over."""
        self.epochs += 1
        if self.epochs % self.step_size == 0:
            self.lr *= self.gamma
