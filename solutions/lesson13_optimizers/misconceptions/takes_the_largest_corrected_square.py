"""Believes that amsgrad compares the corrected squares.

expect: test_amsgrad_keeps_the_largest_mean_square
says: You take the largest of the corrected squares. The correction makes early squares larger than later ones; what is compared is the running mean itself, and the largest is corrected.
says_zh: 你比较的是校正之后的平方均值。校正会把早期的值放得更大；应当比较滑动平均本身，再校正其中最大的那个。
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
            square = square / (1 - beta2**t)
            square = state["largest"] = torch.maximum(square, state.get("largest", square))
            square = square * (1 - beta2**t)
        mean = mean / (1 - beta1**t)
        square = square / (1 - beta2**t)
        p.sub_(self.lr * mean / (square.sqrt() + self.eps))
