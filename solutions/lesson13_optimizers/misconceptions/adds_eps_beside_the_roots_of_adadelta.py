"""Believes that eps stands beside the root in every optimizer.

expect: test_adadelta_goes_down_a_narrow_valley, test_adadelta_takes_rho_eps_and_lr
says: In Adadelta your eps is added to the roots. Here it stands under both, so that the first step can begin at all.
says_zh: 在 Adadelta 里你把 eps 加在了根号外。这里它在两个根号里面，这样第一步才迈得出去。
"""


class Adadelta(Optimizer):
    """The ratio of two running means takes the place of a learning rate: of the moves so far, and of the gradients."""

    def __init__(self, params: Iterable[Tensor], lr: float=1.0, rho: float=0.9, eps: float=1e-06) -> None:
        super().__init__(params, lr)
        self.rho = rho
        self.eps = eps

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        square = self.rho * state.get('square', 0) + (1 - self.rho) * grad ** 2
        moved = state.get('moved', 0)
        move = (moved ** 0.5 + self.eps) / (square.sqrt() + self.eps) * grad
        state.update(square=square, moved=self.rho * moved + (1 - self.rho) * move ** 2)
        p.sub_(self.lr * move)
