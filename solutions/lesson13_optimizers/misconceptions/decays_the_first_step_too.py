"""Believes that lr_decay counts from the first step on.

expect: test_lr_decay_spares_the_first_step
says: Your first step is already divided by 1 + lr_decay. The count begins at 0: before any step nothing has decayed.
says_zh: 你的第一步就已经除以 1 + lr_decay。计数从 0 开始：还没走过任何一步，就没有什么可衰减的。
"""


class Adagrad(Optimizer):
    """Each number has a step size of its own, which shrinks with all the gradients that it has seen. t = 1, 2, 3, ..."""

    def __init__(self, params: Iterable[Tensor], lr: float = 1e-2, lr_decay: float = 0.0, eps: float = 1e-10) -> None:
        super().__init__(params, lr)
        self.lr_decay = lr_decay
        self.eps = eps

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        done = state.get("steps", 0)
        total = state.get("total", 0) + grad**2
        state.update(steps=done + 1, total=total)
        lr = self.lr / (1 + (done + 1) * self.lr_decay)
        p.sub_(lr * grad / (total.sqrt() + self.eps))
