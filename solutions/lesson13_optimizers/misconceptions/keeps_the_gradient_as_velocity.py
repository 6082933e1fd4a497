"""Believes that an assignment makes a copy.

expect: test_momentum_carries_earlier_gradients_along, test_each_parameter_has_a_velocity_of_its_own,
    test_two_optimizers_share_nothing, test_steplr_leaves_the_memory_alone
says: Your first velocity is the very tensor in p.grad, so what you do to the one happens to the other, and zero_grad clears both. An assignment copies nothing.
says_zh: 你的第一个速度就是 p.grad 那个张量本身：改了其中一个，另一个也跟着变，zero_grad 会把两者一起清零。赋值并不会复制。
"""


class Optimizer:
    """What all optimizers share: the parameters, the learning rate, and a memory for each parameter."""

    def __init__(self, params: Iterable[Tensor], lr: float) -> None:
        self.params = list(params)
        self.lr = lr
        self.states: dict[Tensor, dict[str, Any]] = {p: {} for p in self.params}

    def zero_grad(self) -> None:
        """Forget the gradients: afterwards each p.grad is None, or zero. What step() remembers stays."""
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()

    def step(self) -> None:
        """One update of every parameter that has a gradient; the others, and their memory, stay as they were."""
        with torch.no_grad():
            for p in self.params:
                if p.grad is not None:
                    self.update(p, p.grad, self.states[p])

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        """Change p in place. grad: its gradient. state: what is remembered of p alone, empty at the first step."""
        raise NotImplementedError(f"{type(self).__name__} has no update of its own")


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
        if self.weight_decay:
            grad = grad + self.weight_decay * p
        velocity = grad
        if self.momentum and "velocity" in state:
            velocity = state["velocity"].mul_(self.momentum).add_(grad)
        elif self.momentum:
            velocity = state["velocity"] = grad
        direction = grad + self.momentum * velocity if self.nesterov else velocity
        p.sub_(self.lr * direction)
