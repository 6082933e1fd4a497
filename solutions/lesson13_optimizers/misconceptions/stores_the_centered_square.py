"""Believes that the centered square is what goes on to the next step.

expect: test_centered_rmsprop_divides_by_the_spread
says: You write the square back after the mean has been taken off, so it is taken off again at each later step. The running mean of the squares itself must go on.
says_zh: 你把减去均值之后的结果存了回去，于是以后每一步都会再减一次。要留到下一步的是平方的滑动平均本身。
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
            square = state["square"] = square - mean**2
        velocity = self.momentum * state.get("velocity", 0) + grad / (square.sqrt() + self.eps)
        state["velocity"] = velocity
        p.sub_(self.lr * velocity)
