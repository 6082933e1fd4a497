"""Believes that the learning rate belongs into the velocity.

expect: test_steplr_leaves_the_memory_alone
says: Your velocity holds lr * g, as some books have it. As soon as a scheduler changes lr, old steps go on with the old rate; here lr is multiplied at the end.
says_zh: 你的速度里存的是 lr * g，有些书这样写。一旦学习率被调整，旧的步子仍按旧的学习率走；这里是最后才乘 lr。
"""


class SGD(Optimizer):
    """Gradient descent with momentum. g is the gradient, v the velocity (0 at first), d the direction."""

    def __init__(self, params: Iterable[Tensor], lr: float=0.001, momentum: float=0.0, weight_decay: float=0.0, nesterov: bool=False) -> None:
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.nesterov = nesterov

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        grad = grad + self.weight_decay * p
        velocity = self.momentum * state.get('velocity', 0) + self.lr * grad
        state['velocity'] = velocity
        direction = self.lr * grad + self.momentum * velocity if self.nesterov else velocity
        p.sub_(direction)
