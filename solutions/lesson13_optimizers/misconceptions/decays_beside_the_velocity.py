"""Believes that weight decay has nothing to do with the velocity of SGD.

expect: test_weight_decay_is_part_of_the_gradient, test_nesterov_looks_one_step_ahead
says: You take the decay off p beside the velocity. In SGD it is part of the gradient, so the velocity carries it along too.
says_zh: 你绕开速度，直接从 p 里减去权重衰减。SGD 的权重衰减是梯度的一部分，速度里也应当带着它。
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
        velocity = self.momentum * state.get("velocity", 0) + grad
        state["velocity"] = velocity
        direction = grad + self.momentum * velocity if self.nesterov else velocity
        p.sub_(self.lr * (direction + self.weight_decay * p))
