"""Believes that the count of steps begins at 1 and goes up before it is used.

expect: test_adam_follows_a_bent_valley, test_first_step_of_adam_is_lr_long, test_adam_takes_betas_and_eps,
    test_amsgrad_keeps_the_largest_mean_square, test_weight_decay_of_adam_is_coupled,
    test_adam_counts_the_steps_of_each_parameter, test_adamw_decays_beside_the_means, test_defaults_of_adam_and_adamw,
    test_steplr_leaves_the_memory_alone
says: Your count is one too large wherever it is used: you correct the first step as if it were the second.
says_zh: 你用到的步数总是多 1：第一步是按第二步来校正的。
"""


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
        t = state["steps"] = state.get("steps", 1) + 1
        mean = state["mean"] = beta1 * state.get("mean", 0) + (1 - beta1) * grad
        square = state["square"] = beta2 * state.get("square", 0) + (1 - beta2) * grad**2
        if self.amsgrad:
            square = state["largest"] = torch.maximum(square, state.get("largest", square))
        mean = mean / (1 - beta1**t)
        square = square / (1 - beta2**t)
        p.sub_(self.lr * mean / (square.sqrt() + self.eps))
