"""Believes that a new learning rate needs a new start.

expect: test_steplr_leaves_the_memory_alone
says: You empty what the optimizer remembers when the learning rate falls. Velocity and means go on; only the step gets shorter.
says_zh: 学习率一降，你就把优化器记住的东西清空了。速度和均值应当延续下去，只是步子变短。
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
        if self.epochs % self.step_size == 0:
            self.optimizer.lr *= self.gamma
            for state in self.optimizer.states.values():
                state.clear()
