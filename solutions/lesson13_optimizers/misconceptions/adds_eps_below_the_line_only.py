"""Believes that eps is there to avoid a division by zero only.

expect: test_adadelta_goes_down_a_narrow_valley, test_adadelta_takes_rho_eps_and_lr
says: Without eps in the numerator the first move is 0, and so is every later one: the ratio of moves to gradients has nothing to start from.
says_zh: 分子上没有 eps，第一次移动就是 0，以后也永远是 0：移动量与梯度之比无从起步。
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
        move = (moved / (square + self.eps)).sqrt() * grad
        state.update(square=square, moved=self.rho * moved + (1 - self.rho) * move**2)
        p.sub_(self.lr * move)
