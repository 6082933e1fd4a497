"""Believes that zero_grad makes a clean start of everything.

expect: test_momentum_carries_earlier_gradients_along, test_weight_decay_is_part_of_the_gradient,
    test_nesterov_looks_one_step_ahead, test_each_parameter_has_a_velocity_of_its_own,
    test_two_optimizers_share_nothing, test_adagrad_goes_down_a_narrow_valley,
    test_lr_decay_spares_the_first_step, test_rmsprop_follows_a_bent_valley,
    test_rmsprop_momentum_adds_up_divided_gradients, test_centered_rmsprop_divides_by_the_spread,
    test_eps_stands_beside_the_root, test_adam_follows_a_bent_valley, test_adam_takes_betas_and_eps,
    test_amsgrad_keeps_the_largest_mean_square, test_weight_decay_of_adam_is_coupled,
    test_adamw_decays_beside_the_means, test_defaults_of_adam_and_adamw,
    test_adadelta_goes_down_a_narrow_valley, test_adadelta_takes_rho_eps_and_lr,
    test_adamax_trains_a_small_network, test_adamax_lets_a_large_gradient_fade,
    test_steplr_leaves_the_memory_alone
says: Your zero_grad also empties what the optimizer remembers, so every step is a first step. It is for the gradients alone.
says_zh: 你的 zero_grad 把优化器记住的东西也清空了，于是每一步都成了第一步。它只该清梯度。
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
        for state in self.states.values():
            state.clear()

    def step(self) -> None:
        """One update of every parameter that has a gradient; the others, and their memory, stay as they were."""
        with torch.no_grad():
            for p in self.params:
                if p.grad is not None:
                    self.update(p, p.grad, self.states[p])

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        """Change p in place. grad: its gradient. state: what is remembered of p alone, empty at the first step."""
        raise NotImplementedError(f"{type(self).__name__} has no update of its own")
