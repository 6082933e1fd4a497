"""Believes that AdamW is Adam with another default for the weight decay.

expect: test_adamw_decays_beside_the_means, test_defaults_of_adam_and_adamw
says: Your AdamW adds the decay to the gradient, so it is divided by sqrt(v) like the rest. Decoupled means that it never meets v.
says_zh: 你的 AdamW 把权重衰减加进了梯度，它就和梯度一样被 sqrt(v) 除了。解耦的意思是它根本不经过 v。
"""


class AdamW(Adam):
    """Adam whose weight decay is decoupled: it shrinks p directly and enters neither m nor v."""

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
    ) -> None:
        super().__init__(params, lr, betas, eps, weight_decay)

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        super().update(p, grad, state)
