"""Believes that after backward every parameter has a gradient.

expect: test_parameters_without_a_gradient_stay, test_zero_grad_forgets_the_gradients,
    test_adam_counts_the_steps_of_each_parameter
says: A parameter may have no gradient yet: its .grad is then None, and None has no zero_. Ask before you use it.
says_zh: 参数可能还没有梯度，这时它的 .grad 是 None，而 None 没有 zero_ 方法。使用之前先判断一下。
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
            p.grad.zero_()

    def step(self) -> None:
        """One update of every parameter that has a gradient; the others, and their memory, stay as they were."""
        with torch.no_grad():
            for p in self.params:
                self.update(p, p.grad, self.states[p])

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        """Change p in place. grad: its gradient. state: what is remembered of p alone, empty at the first step."""
        raise NotImplementedError(f"{type(self).__name__} has no update of its own")
