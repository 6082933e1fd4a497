"""Believes that the spread is the mean square less the mean.

expect: test_centered_rmsprop_divides_by_the_spread
says: With centered you take m off s. A variance is the mean of the squares less the square of the mean.
says_zh: centered 时你从 s 里减去了 m。方差是平方的均值减去均值的平方。
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
        square = state['square'] = alpha * state.get('square', 0) + (1 - alpha) * grad ** 2
        if self.centered:
            mean = state['mean'] = alpha * state.get('mean', 0) + (1 - alpha) * grad
            square = square - mean
        velocity = self.momentum * state.get('velocity', 0) + grad / (square.sqrt() + self.eps)
        state['velocity'] = velocity
        p.sub_(self.lr * velocity)
