"""Believes that only the last gradient counts.

expect: test_adagrad_goes_down_a_narrow_valley, test_lr_decay_spares_the_first_step, test_eps_stands_beside_the_root
says: Your s is the square of the last gradient alone, so every step is about lr long. Adagrad adds up the squares of all its gradients.
says_zh: 你的 s 只是最后一个梯度的平方，于是每一步都差不多是 lr。Adagrad 要把所有梯度的平方加起来。
"""


class Adagrad(Optimizer):
    """Each number has a step size of its own, which shrinks with all the gradients that it has seen. t = 1, 2, 3, ..."""

    def __init__(self, params: Iterable[Tensor], lr: float=0.01, lr_decay: float=0.0, eps: float=1e-10) -> None:
        super().__init__(params, lr)
        self.lr_decay = lr_decay
        self.eps = eps

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        done = state.get('steps', 0)
        total = grad ** 2
        state.update(steps=done + 1, total=total)
        lr = self.lr / (1 + done * self.lr_decay)
        p.sub_(lr * grad / (total.sqrt() + self.eps))
