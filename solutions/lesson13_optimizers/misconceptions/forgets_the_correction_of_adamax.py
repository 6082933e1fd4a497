"""Believes that Adamax needs no correction.

expect: test_adamax_trains_a_small_network, test_adamax_lets_a_large_gradient_fade
says: Your Adamax uses the mean m as it is. It starts at 0, so the step is divided by 1 - beta1 ** t; only the maximum needs no correction.
says_zh: 你的 Adamax 直接用了均值 m。它从 0 开始，所以步长要除以 1 - beta1 ** t；不需要修正的只有最大值。
"""


class Adamax(Optimizer):
    """Adam with the largest recent gradient in place of the root of the mean square. t = 1, 2, 3, ..."""

    def __init__(self, params: Iterable[Tensor], lr: float=0.002, betas: tuple[float, float]=(0.9, 0.999), eps: float=1e-08) -> None:
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        beta1, beta2 = self.betas
        t = state['steps'] = state.get('steps', 0) + 1
        mean = state['mean'] = beta1 * state.get('mean', 0) + (1 - beta1) * grad
        size = grad.abs() + self.eps
        largest = state['largest'] = torch.maximum(beta2 * state.get('largest', size), size)
        p.sub_(self.lr * mean / largest)
