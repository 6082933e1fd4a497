"""Believes that an optimizer has one memory for all its parameters.

expect: test_each_parameter_has_a_velocity_of_its_own, test_rmsprop_follows_a_bent_valley,
    test_adam_follows_a_bent_valley, test_adam_counts_the_steps_of_each_parameter,
    test_adamax_trains_a_small_network
says: All your parameters share one memory: one velocity, one count, one mean. Each parameter needs its own.
says_zh: 你的所有参数共用一份状态：同一个速度、同一个步数、同一组均值。每个参数都要有自己的一份。
"""


class Optimizer:
    """What all optimizers share: the parameters, the learning rate, and a memory for each parameter."""

    def __init__(self, params: Iterable[Tensor], lr: float) -> None:
        self.params = list(params)
        self.lr = lr
        self.states: dict[Tensor, dict[str, Any]] = dict.fromkeys(self.params, {})

    def zero_grad(self) -> None:
        """Forget the gradients: afterwards each p.grad is None, or zero. What step() remembers stays."""
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        """One update of every parameter that has a gradient; the others, and their memory, stay as they were."""
        with torch.no_grad():
            for p in self.params:
                if p.grad is not None:
                    self.update(p, p.grad, self.states[p])

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        """Change p in place. grad: its gradient. state: what is remembered of p alone, empty at the first step."""
        raise NotImplementedError(f"{type(self).__name__} has no update of its own")
