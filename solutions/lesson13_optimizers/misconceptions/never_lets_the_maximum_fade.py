"""Believes that Adamax divides by the largest gradient of all time.

expect: test_adamax_trains_a_small_network, test_adamax_lets_a_large_gradient_fade
says: Your maximum never falls, so one large gradient makes every later step short. It fades by beta2 a step before it is compared.
says_zh: 你的最大值从不下降，出现一次很大的梯度，以后每一步都会很短。比较之前，它要先按 beta2 衰减。
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
        largest = state["largest"] = torch.maximum(state.get("largest", size), size)
        p.sub_(self.lr / (1 - beta1**t) * mean / largest)
