"""Believes that RMSprop divides the velocity, as Adam divides its mean.

expect: test_rmsprop_momentum_adds_up_divided_gradients
says: You add up raw gradients and divide the sum. In RMSprop each gradient is divided by the root of its own time, and then joins the velocity.
says_zh: 你先累加原始梯度，再对总和做除法。RMSprop 是每个梯度先除以当时的平方根，再加进速度。
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
            square = square - mean**2
        velocity = self.momentum * state.get("velocity", 0) + grad
        state["velocity"] = velocity
        p.sub_(self.lr * velocity / (square.sqrt() + self.eps))
