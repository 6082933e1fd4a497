"""Believes that the correction may be taken out of the division.

expect: test_adam_takes_betas_and_eps
says: You divide by sqrt(v) + eps and correct the whole step afterwards, so eps is corrected with it. The square is corrected first, then eps is added.
says_zh: 你先除以 sqrt(v) + eps，再对整步做校正，于是 eps 也被校正了。应当先校正平方均值，再加 eps。
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
        p.sub_(self.lr * (1 - beta2**t) ** 0.5 * mean / (square.sqrt() + self.eps))
