"""Believes that Adagrad takes the mean of the squares.

expect: test_adagrad_goes_down_a_narrow_valley, test_lr_decay_spares_the_first_step,
    test_eps_stands_beside_the_root
says: You divide by the root of the mean of the squares. Adagrad adds them up and never forgets: that is why its steps only get shorter.
says_zh: 你除以的是平方均值的平方根。Adagrad 把平方一直累加、从不忘记，所以步子只会越来越短。
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
        lr = self.lr / (1 + done * self.lr_decay)
        p.sub_(lr * grad / ((total / (done + 1)).sqrt() + self.eps))
