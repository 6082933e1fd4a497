"""Believes that all parameters are as old as the optimizer.

expect: test_adam_counts_the_steps_of_each_parameter
says: You count the calls of step() for all parameters together. A parameter that gets its first gradient late is at its own first step then.
says_zh: 你把所有参数合在一起，数的是 step() 的调用次数。参数很晚才得到第一个梯度时，那才是它自己的第一步。
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
            p.grad = None

    def step(self) -> None:
        """One update of every parameter that has a gradient; the others, and their memory, stay as they were."""
        self.calls = getattr(self, "calls", 0) + 1
        with torch.no_grad():
            for p in self.params:
                if p.grad is not None:
                    self.update(p, p.grad, self.states[p])

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        """Change p in place. grad: its gradient. state: what is remembered of p alone, empty at the first step."""
        raise NotImplementedError(f"{type(self).__name__} has no update of its own")


class Adam(Optimizer):
    """A running mean of the gradients over the root of a running mean of their squares. t = 1, 2, 3, ... for each p."""

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        amsgrad: bool = False,
    ) -> None:
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.amsgrad = amsgrad

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        beta1, beta2 = self.betas
        grad = grad + self.weight_decay * p
        t = self.calls
        mean = state["mean"] = beta1 * state.get("mean", 0) + (1 - beta1) * grad
        square = state["square"] = beta2 * state.get("square", 0) + (1 - beta2) * grad**2
        if self.amsgrad:
            square = state["largest"] = torch.maximum(square, state.get("largest", square))
        mean = mean / (1 - beta1**t)
        square = square / (1 - beta2**t)
        p.sub_(self.lr * mean / (square.sqrt() + self.eps))
