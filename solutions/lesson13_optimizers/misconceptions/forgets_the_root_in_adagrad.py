"""Believes that Adagrad divides by the sum of the squares itself.

expect: test_adagrad_goes_down_a_narrow_valley, test_lr_decay_spares_the_first_step, test_eps_stands_beside_the_root
says: In Adagrad you divided by the sum of the squares, without its root. A square has another unit than the gradient: with gradients ten times as large your steps are ten times as small.
says_zh: 在 Adagrad 里你除以的是平方和，没有开方。平方与梯度的量纲不同：梯度大十倍，你的步子反而小十倍。
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
        p.sub_(lr * grad / (total + self.eps))
