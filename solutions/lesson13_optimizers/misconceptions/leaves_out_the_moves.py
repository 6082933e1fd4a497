"""Believes that Adadelta is RMSprop by another name.

expect: test_adadelta_goes_down_a_narrow_valley, test_adadelta_takes_rho_eps_and_lr
says: You divide by the root of the mean square, and lr stands for the rest. What Adadelta puts into the numerator is the root of the mean square of its own moves.
says_zh: 你只除以平方均值的平方根，其余交给 lr。Adadelta 的分子上还有它自己以往移动量的均方根。
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
        move = grad / (square + self.eps).sqrt()
        state.update(square=square, moved=self.rho * moved + (1 - self.rho) * move**2)
        p.sub_(self.lr * move)
