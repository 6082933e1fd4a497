"""Believes that Adam decays its weights as AdamW does.

expect: test_weight_decay_of_adam_is_coupled
says: Your Adam takes the decay off p directly, which is AdamW. In Adam weight_decay * p is added to the gradient and goes through both means.
says_zh: 你的 Adam 直接从 p 里减去权重衰减，那是 AdamW 的做法。Adam 要把 weight_decay * p 加进梯度，让它经过两个均值。
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
        p.mul_(1 - self.lr * self.weight_decay)
        t = state["steps"] = state.get("steps", 0) + 1
        mean = state["mean"] = beta1 * state.get("mean", 0) + (1 - beta1) * grad
        square = state["square"] = beta2 * state.get("square", 0) + (1 - beta2) * grad**2
        if self.amsgrad:
            square = state["largest"] = torch.maximum(square, state.get("largest", square))
        mean = mean / (1 - beta1**t)
        square = square / (1 - beta2**t)
        p.sub_(self.lr * mean / (square.sqrt() + self.eps))
