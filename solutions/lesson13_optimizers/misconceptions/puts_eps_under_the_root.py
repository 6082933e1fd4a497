"""Believes that it makes no difference on which side of the root eps stands.

expect: test_centered_rmsprop_divides_by_the_spread, test_eps_stands_beside_the_root
says: Your eps stands under the root. There 1e-8 counts as 1e-4, and small gradients are divided by far too much; it is added to the root.
says_zh: 你的 eps 放在了根号里面。这样 1e-8 就相当于 1e-4，小梯度会被除得过头；它应当加在根号外面。
"""


class Adagrad(Optimizer):
    """Each number has a step size of its own, which shrinks with all the gradients that it has seen. t = 1, 2, 3, ..."""

    def __init__(self, params: Iterable[Tensor], lr: float = 1e-2, lr_decay: float = 0.0, eps: float = 1e-10) -> None:
        super().__init__(params, lr)
        self.lr_decay = lr_decay
        self.eps = eps

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        done = state.get("steps", 0)
        total = state.get("total", 0) + grad**2
        state.update(steps=done + 1, total=total)
        lr = self.lr / (1 + done * self.lr_decay)
        p.sub_(lr * grad / (total + self.eps).sqrt())


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
        velocity = self.momentum * state.get("velocity", 0) + grad / (square + self.eps).sqrt()
        state["velocity"] = velocity
        p.sub_(self.lr * velocity)
