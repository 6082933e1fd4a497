"""Believes that everything in Adamax must be corrected for its start.

expect: test_adamax_trains_a_small_network, test_adamax_lets_a_large_gradient_fade
says: You divide the maximum by 1 - beta2 ** t. A mean starts too small and needs that; a maximum is right from its first number on.
says_zh: 你把最大值也除以了 1 - beta2 ** t。均值一开始偏小，才需要校正；最大值从第一个数起就是对的。
"""


class Adamax(Optimizer):
    """Adam with the largest recent gradient in place of the root of the mean square. t = 1, 2, 3, ..."""

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
    ) -> None:
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        beta1, beta2 = self.betas
        t = state["steps"] = state.get("steps", 0) + 1
        mean = state["mean"] = beta1 * state.get("mean", 0) + (1 - beta1) * grad
        size = grad.abs() + self.eps
        largest = state["largest"] = torch.maximum(beta2 * state.get("largest", size), size)
        p.sub_(self.lr / (1 - beta1**t) * mean / (largest / (1 - beta2**t)))
