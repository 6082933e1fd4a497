"""Believes that += makes a new tensor.

expect: test_step_only_reads_the_gradient
says: Your step adds the weight decay to p.grad in place. A second step, or whoever reads the gradient afterwards, meets it there.
says_zh: 你在 step 里用原地运算把权重衰减加进了 p.grad。再走一步，或者之后有人读梯度时，它还在里面。
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
        grad += self.weight_decay * p
        velocity = self.momentum * state.get("velocity", 0) + grad
        state["velocity"] = velocity
        direction = grad + self.momentum * velocity if self.nesterov else velocity
        p.sub_(self.lr * direction)
