"""Believes that p may as well shrink after the step of Adam.

expect: test_adamw_decays_beside_the_means
says: You shrink p after the step of Adam, so the step that was just made shrinks too. The decay comes first, on the old p.
says_zh: 你在 Adam 走完之后才让 p 缩小，刚走的那一步也跟着缩小了。应当先在旧的 p 上衰减。
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
        super().update(p, grad, state)
        p.mul_(1 - self.lr * self.decay)
