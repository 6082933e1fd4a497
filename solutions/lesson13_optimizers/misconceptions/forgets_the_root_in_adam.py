"""Believes that Adam divides by the mean square itself.

expect: test_adam_follows_a_bent_valley, test_first_step_of_adam_is_lr_long, test_adam_takes_betas_and_eps,
    test_amsgrad_keeps_the_largest_mean_square, test_weight_decay_of_adam_is_coupled,
    test_adam_counts_the_steps_of_each_parameter, test_adamw_decays_beside_the_means, test_defaults_of_adam_and_adamw,
    test_steplr_leaves_the_memory_alone
says: In Adam you divided by the mean square, without its root. A square has another unit than the gradient: with gradients ten times as large your steps are ten times as small.
says_zh: 在 Adam 里你除以的是平方的均值，没有开方。平方与梯度的量纲不同：梯度大十倍，你的步子反而小十倍。
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
        t = state["steps"] = state.get("steps", 0) + 1
        mean = state["mean"] = beta1 * state.get("mean", 0) + (1 - beta1) * grad
        square = state["square"] = beta2 * state.get("square", 0) + (1 - beta2) * grad**2
        if self.amsgrad:
            square = state["largest"] = torch.maximum(square, state.get("largest", square))
        mean = mean / (1 - beta1**t)
        square = square / (1 - beta2**t)
        p.sub_(self.lr * mean / (square + self.eps))
