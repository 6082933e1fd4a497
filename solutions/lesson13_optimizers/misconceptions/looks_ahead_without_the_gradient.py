"""Believes that Nesterov goes along the faded velocity alone.

expect: test_nesterov_looks_one_step_ahead
says: With nesterov you step along momentum * velocity and leave out the gradient itself. Looking ahead takes both.
says_zh: nesterov 时你只沿 momentum * velocity 走，漏掉了梯度本身。向前看一步要把两者都算上。
"""


class SGD(Optimizer):
    """Gradient descent with momentum. g is the gradient, v the velocity (0 at first), d the direction:"""

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
    ) -> None:
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.nesterov = nesterov

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        grad = grad + self.weight_decay * p
        velocity = self.momentum * state.get("velocity", 0) + grad
        state["velocity"] = velocity
        direction = self.momentum * velocity if self.nesterov else velocity
        p.sub_(self.lr * direction)
