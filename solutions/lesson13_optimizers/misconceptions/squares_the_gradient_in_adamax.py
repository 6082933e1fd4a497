"""Believes that Adamax keeps the largest square.

expect: test_adamax_trains_a_small_network, test_adamax_lets_a_large_gradient_fade
says: Your Adamax keeps the largest squared gradient. It divides by u without a root, so what is kept is the size of the gradient.
says_zh: 你的 Adamax 记的是最大的梯度平方。它除以 u 时不开方，所以记的应当是梯度的绝对值。
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
        size = grad ** 2 + self.eps
        largest = state['largest'] = torch.maximum(beta2 * state.get('largest', size), size)
        p.sub_(self.lr / (1 - beta1 ** t) * mean / largest)
