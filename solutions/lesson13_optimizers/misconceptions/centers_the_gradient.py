"""Believes that centered takes the mean off the gradient.

expect: test_centered_rmsprop_divides_by_the_spread
says: You took the running mean off the gradient itself, in the numerator. Centering changes the divisor only: a mean square becomes a variance.
says_zh: 你从分子的梯度里减去了滑动平均。centered 只改变除数：把平方的均值变成方差。
"""


class RMSprop(Optimizer):
    """Divides by the root of a running mean of squares, so that old gradients are forgotten."""

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        momentum: float = 0.0,
        centered: bool = False,
    ) -> None:
        super().__init__(params, lr)
        self.alpha = alpha
        self.eps = eps
        self.momentum = momentum
        self.centered = centered

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        alpha = self.alpha
        square = state["square"] = alpha * state.get("square", 0) + (1 - alpha) * grad**2
        if self.centered:
            mean = state["mean"] = alpha * state.get("mean", 0) + (1 - alpha) * grad
            grad = grad - mean
        velocity = self.momentum * state.get("velocity", 0) + grad / (square.sqrt() + self.eps)
        state["velocity"] = velocity
        p.sub_(self.lr * velocity)
