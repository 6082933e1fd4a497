"""Believes that a running mean starts at its first value.

expect: test_rmsprop_follows_a_bent_valley, test_rmsprop_momentum_adds_up_divided_gradients,
    test_centered_rmsprop_divides_by_the_spread, test_eps_stands_beside_the_root
says: Your mean square starts at the first squared gradient. It starts at 0, so after the first step it is (1 - alpha) * g ** 2.
says_zh: 你的均方从第一个梯度的平方开始。它应当从 0 开始，所以第一步之后是 (1 - alpha) * g ** 2。
"""


class RMSprop(Optimizer):
    """Divides by the root of a running mean of squares, so that old gradients are forgotten."""

    def __init__(self, params: Iterable[Tensor], lr: float=0.01, alpha: float=0.99, eps: float=1e-08, momentum: float=0.0, centered: bool=False) -> None:
        super().__init__(params, lr)
        self.alpha = alpha
        self.eps = eps
        self.momentum = momentum
        self.centered = centered

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        alpha = self.alpha
        square = state['square'] = alpha * state.get('square', grad ** 2) + (1 - alpha) * grad ** 2
        if self.centered:
            mean = state['mean'] = alpha * state.get('mean', 0) + (1 - alpha) * grad
            square = square - mean ** 2
        velocity = self.momentum * state.get('velocity', 0) + grad / (square.sqrt() + self.eps)
        state['velocity'] = velocity
        p.sub_(self.lr * velocity)
