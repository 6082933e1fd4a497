"""Believes that both running means of Adadelta are means of squared gradients.

expect: test_adadelta_goes_down_a_narrow_valley, test_adadelta_takes_rho_eps_and_lr
says: What you keep for the moves is a mean of squared gradients once more. u is a mean of d ** 2: the moves have another size than the gradients, and their ratio is the point.
says_zh: 你记作移动量的，其实又是梯度平方的均值。u 是 d ** 2 的均值：移动量与梯度大小不同，要的正是两者之比。
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
        move = ((moved + self.eps) / (square + self.eps)).sqrt() * grad
        state.update(square=square, moved=self.rho * moved + (1 - self.rho) * grad**2)
        p.sub_(self.lr * move)
