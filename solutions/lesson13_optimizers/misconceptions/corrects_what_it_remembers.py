"""Believes that the corrected mean is the one to be kept.

expect: test_adam_follows_a_bent_valley, test_adam_takes_betas_and_eps, test_amsgrad_keeps_the_largest_mean_square,
    test_weight_decay_of_adam_is_coupled, test_adam_counts_the_steps_of_each_parameter,
    test_adamw_decays_beside_the_means, test_defaults_of_adam_and_adamw, test_steplr_leaves_the_memory_alone
says: You put the corrected mean back into the memory, so the next step corrects it again. What is remembered stays as it is; only the step uses the corrected value.
says_zh: 你把修正后的均值又存了回去，下一步会再修正一次。记住的值要保持原样，只有更新时用修正后的值。
"""


class Adam(Optimizer):
    """A running mean of the gradients over the root of a running mean of their squares. t = 1, 2, 3, ... for each p."""

    def __init__(self, params: Iterable[Tensor], lr: float=0.001, betas: tuple[float, float]=(0.9, 0.999), eps: float=1e-08, weight_decay: float=0.0, amsgrad: bool=False) -> None:
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.amsgrad = amsgrad

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        beta1, beta2 = self.betas
        grad = grad + self.weight_decay * p
        t = state['steps'] = state.get('steps', 0) + 1
        mean = state['mean'] = beta1 * state.get('mean', 0) + (1 - beta1) * grad
        square = state['square'] = beta2 * state.get('square', 0) + (1 - beta2) * grad ** 2
        if self.amsgrad:
            square = state['largest'] = torch.maximum(square, state.get('largest', square))
        mean = state['mean'] = mean / (1 - beta1 ** t)
        square = square / (1 - beta2 ** t)
        p.sub_(self.lr * mean / (square.sqrt() + self.eps))
