"""Believes that the rate of Adagrad itself shrinks with each step.

expect: test_lr_decay_spares_the_first_step
says: You divide the rate that was already divided, so it shrinks as a product. lr stays what it was; step t divides it once by 1 + (t - 1) * lr_decay.
says_zh: 你对已经除过的学习率再除，于是它连乘着变小。lr 本身不变；第 t 步只除一次 1 + (t - 1) * lr_decay。
"""


class Adagrad(Optimizer):
    """Each number has a step size of its own, which shrinks with all the gradients that it has seen. t = 1, 2, 3, ..."""

    def __init__(self, params: Iterable[Tensor], lr: float=0.01, lr_decay: float=0.0, eps: float=1e-10) -> None:
        super().__init__(params, lr)
        self.lr_decay = lr_decay
        self.eps = eps

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        done = state.get('steps', 0)
        total = state.get('total', 0) + grad ** 2
        state.update(steps=done + 1, total=total)
        lr = self.lr / (1 + self.lr_decay) ** done
        p.sub_(lr * grad / (total.sqrt() + self.eps))
