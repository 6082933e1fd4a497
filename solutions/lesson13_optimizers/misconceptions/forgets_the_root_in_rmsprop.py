"""Believes that RMSprop divides by the mean square itself.

expect: test_rmsprop_follows_a_bent_valley, test_rmsprop_momentum_adds_up_divided_gradients,
    test_centered_rmsprop_divides_by_the_spread, test_eps_stands_beside_the_root
says: In RMSprop you divided by the mean square, without its root. A square has another unit than the gradient: with gradients ten times as large your steps are ten times as small.
says_zh: 在 RMSprop 里你除以的是平方的均值，没有开方。平方与梯度的量纲不同：梯度大十倍，你的步子反而小十倍。
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
        velocity = self.momentum * state.get("velocity", 0) + grad / (square + self.eps)
        state["velocity"] = velocity
        p.sub_(self.lr * velocity)
