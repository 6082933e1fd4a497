"""Believes that memory made with torch.zeros has the dtype of the parameter.

expect: test_adam_follows_a_bent_valley
says: Your means are float32 whatever the parameter is, and an in-place update rounds to that. Make them like the parameter.
says_zh: 不管参数是什么 dtype，你的均值都是 float32，原地更新时会被舍入。创建时要与参数的 dtype 一致。
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
        if "mean" not in state:
            state["mean"], state["square"] = torch.zeros(p.shape), torch.zeros(p.shape)
        mean = state["mean"].mul_(beta1).add_((1 - beta1) * grad)
        square = state["square"].mul_(beta2).add_((1 - beta2) * grad**2)
        if self.amsgrad:
            square = state["largest"] = torch.maximum(square, state.get("largest", square))
        mean = mean / (1 - beta1**t)
        square = square / (1 - beta2**t)
        p.sub_(self.lr * mean / (square.sqrt() + self.eps))
