"""Believes that one count serves all parameters, and raises it for each of them.

expect: test_adam_follows_a_bent_valley, test_adam_counts_the_steps_of_each_parameter
says: Your count goes up once per parameter, not once per step: with two parameters the first step is corrected as the first for one and as the second for the other.
says_zh: 你的计数是每个参数加一次，而不是每一步加一次：有两个参数时，第一步对其中一个按第 1 步修正，对另一个按第 2 步修正。
"""


class Adam(Optimizer):
    """Adam."""

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
        self.count = 0

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        beta1, beta2 = self.betas
        grad = grad + self.weight_decay * p
        t = self.count = self.count + 1
        mean = state["mean"] = beta1 * state.get("mean", 0) + (1 - beta1) * grad
        square = state["square"] = beta2 * state.get("square", 0) + (1 - beta2) * grad**2
        if self.amsgrad:
            square = state["largest"] = torch.maximum(square, state.get("largest", square))
        mean = mean / (1 - beta1**t)
        square = square / (1 - beta2**t)
        p.sub_(self.lr * mean / (square.sqrt() + self.eps))
