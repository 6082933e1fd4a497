"""Believes that the moves that are remembered are those of the parameter.

expect: test_adadelta_takes_rho_eps_and_lr
says: You multiply the move by lr before you remember it. The mean square of the moves is kept without lr, which comes in only where p changes.
says_zh: 你先乘以 lr，再去记移动量。移动量的平方均值里不含 lr，lr 只在改动 p 时才出现。
"""


class Adadelta(Optimizer):
    """The ratio of two running means takes the place of a learning rate: of the moves so far, and of the gradients."""

    def __init__(self, params: Iterable[Tensor], lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6) -> None:
        super().__init__(params, lr)
        self.rho = rho
        self.eps = eps

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        square = self.rho * state.get("square", 0) + (1 - self.rho) * grad**2
        moved = state.get("moved", 0)
        move = ((moved + self.eps) / (square + self.eps)).sqrt() * grad * self.lr
        state.update(square=square, moved=self.rho * moved + (1 - self.rho) * move**2)
        p.sub_(move)
