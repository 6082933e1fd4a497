"""Believes that gamma is applied once an epoch.

expect: test_steplr_goes_down_a_staircase, test_steplr_leaves_the_memory_alone
says: Your learning rate falls at every epoch. It stays the same for step_size epochs and falls only when they are over.
says_zh: 你的学习率每一轮都在降。它应当保持 step_size 轮不变，满了才降一次。
"""


class StepLR:
    """Multiplies the optimizer's learning rate by gamma after every step_size epochs."""

    def __init__(self, optimizer: Optimizer, step_size: int, gamma: float = 0.1) -> None:
        self.optimizer = optimizer
        self.step_size = step_size
        self.gamma = gamma
        self.epochs = 0

    def step(self) -> None:
        """One epoch is over."""
        self.epochs += 1
        self.optimizer.lr *= self.gamma
