"""Believes that after step_size epochs every epoch shrinks the rate.

expect: test_steplr_goes_down_a_staircase, test_steplr_leaves_the_memory_alone
says: From epoch step_size on you multiply by gamma in every epoch. Only every step_size epochs does the rate shrink.
says_zh: 从第 step_size 轮起，你每一轮都乘 gamma。应当每 step_size 轮才乘一次。
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
        if self.epochs >= self.step_size:
            self.optimizer.lr *= self.gamma
