"""Believes that the epochs are counted from 1.

expect: test_steplr_goes_down_a_staircase, test_steplr_leaves_the_memory_alone
says: Your count begins at 1, so the first stair is one epoch too short. When the scheduler is made, no epoch is over yet.
says_zh: 你的计数从 1 开始，于是第一级台阶少了一轮。调度器刚建好时，还没有哪一轮结束。
"""


class StepLR:
    """Multiplies the optimizer's learning rate by gamma after every step_size epochs."""

    def __init__(self, optimizer: Optimizer, step_size: int, gamma: float = 0.1) -> None:
        self.optimizer = optimizer
        self.step_size = step_size
        self.gamma = gamma
        self.epochs = 1

    def step(self) -> None:
        """One epoch is over."""
        self.epochs += 1
        if self.epochs % self.step_size == 0:
            self.optimizer.lr *= self.gamma
