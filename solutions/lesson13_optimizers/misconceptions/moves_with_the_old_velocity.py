"""Believes that the velocity is brought up to date after the step.

expect: test_sgd_goes_down_a_narrow_valley, test_momentum_carries_earlier_gradients_along,
    test_weight_decay_is_part_of_the_gradient, test_each_parameter_has_a_velocity_of_its_own,
    test_two_optimizers_share_nothing, test_steplr_leaves_the_memory_alone
says: You move with the velocity of the step before and only then add the gradient. The new gradient belongs into the velocity that moves p now.
says_zh: 你先按上一步的速度移动，然后才把梯度加进速度。新梯度应当先进入速度，再用这个速度移动 p。
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
        old = state.get("velocity", grad)
        velocity = self.momentum * state.get("velocity", 0) + grad
        state["velocity"] = velocity
        direction = grad + self.momentum * velocity if self.nesterov else old
        p.sub_(self.lr * direction)
