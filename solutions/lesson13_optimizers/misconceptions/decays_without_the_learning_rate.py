"""Believes that decoupled also means free of the learning rate.

expect: test_adamw_decays_beside_the_means, test_defaults_of_adam_and_adamw
says: You shrink p by weight_decay a step, whatever lr is. It shrinks by lr * weight_decay, so that a scheduler slows the decay down too.
says_zh: 不管 lr 是多少，你每一步都让 p 缩小 weight_decay 倍。应当缩小 lr * weight_decay 倍，这样调度器也能放慢衰减。
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
        super().__init__(params, lr, betas, eps)
        self.decay = weight_decay

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        p.mul_(1 - self.decay)
        super().update(p, grad, state)
