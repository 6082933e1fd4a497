"""Believes that a list in the class body belongs to each object.

expect: test_momentum_carries_earlier_gradients_along, test_nesterov_looks_one_step_ahead,
    test_two_optimizers_share_nothing, test_parameters_without_a_gradient_stay,
    test_centered_rmsprop_divides_by_the_spread, test_eps_stands_beside_the_root,
    test_amsgrad_keeps_the_largest_mean_square, test_weight_decay_of_adam_is_coupled,
    test_defaults_of_adam_and_adamw, test_steplr_leaves_the_memory_alone
says: Your memory is an attribute of the class, so a new optimizer finds what an old one has left. What belongs to one object is made in __init__.
says_zh: 你把状态存成了类属性，新建的优化器会看到旧优化器留下的内容。属于单个对象的东西要在 __init__ 里创建。
"""


class Optimizer:
    """What all optimizers share: the parameters, the learning rate, and a memory for each parameter."""

    memory: dict[Any, dict[str, Any]] = {}

    def __init__(self, params: Iterable[Tensor], lr: float) -> None:
        self.params = list(params)
        self.lr = lr
        self.states: dict[Tensor, dict[str, Any]] = {
            p: self.memory.setdefault((type(self), number, p.shape), {}) for number, p in enumerate(self.params)
        }

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
