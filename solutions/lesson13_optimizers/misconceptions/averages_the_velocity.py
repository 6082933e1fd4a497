"""Believes that the velocity is a mean of the gradients, as in Adam.

expect: test_momentum_carries_earlier_gradients_along, test_weight_decay_is_part_of_the_gradient,
    test_nesterov_looks_one_step_ahead, test_each_parameter_has_a_velocity_of_its_own,
    test_two_optimizers_share_nothing, test_parameters_without_a_gradient_stay,
    test_steplr_leaves_the_memory_alone
says: You weigh the new gradient with 1 - momentum before it joins the velocity. In SGD it joins whole: the velocity is a sum that fades, not a mean.
says_zh: 你让新梯度先乘以 1 - momentum 再加进速度。SGD 里新梯度是整个加进去的：速度是逐渐衰减的累加，不是平均。
"""


class SGD(Optimizer):
    """Gradient descent with momentum. g is the gradient, v the velocity (0 at first), d the direction:"""

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
    ) -> None:
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.nesterov = nesterov

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        grad = grad + self.weight_decay * p
        velocity = self.momentum * state.get("velocity", 0) + (1 - self.momentum) * grad
        state["velocity"] = velocity
        direction = grad + self.momentum * velocity if self.nesterov else velocity
        p.sub_(self.lr * direction)
