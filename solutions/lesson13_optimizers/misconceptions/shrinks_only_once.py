"""Believes that the rate has one stair.

expect: test_steplr_goes_down_a_staircase, test_steplr_leaves_the_memory_alone
says: You multiply by gamma once, after the first step_size epochs. It happens again after each further step_size epochs.
says_zh: 你只在头 step_size 轮之后乘了一次 gamma。以后每过 step_size 轮都要再乘一次。
"""


class StepLR:
    """Multiplies the optimizer's learning rate by gamma after every step_size epochs."""

    def __init__(self, optimizer: Optimizer, step_size: int, gamma: float=0.1) -> None:
        self.optimizer = optimizer
        self.step_size = step_size
        self.gamma = gamma
        self.epochs = 0

    def step(self) -> None:
        """One epoch is over."""
        self.epochs += 1
        if self.epochs == self.step_size:
            self.optimizer.lr *= self.gamma
