"""Believes that the norm of a parameter is the norm of its gradient.

expect: test_each_parameter_has_the_norm_of_its_gradient, test_a_parameter_without_gradient_is_no_obstacle,
    test_measuring_changes_nothing
says: You measured the parameters themselves. Where does backward() leave the gradients?
says_zh: 你量的是参数本身。backward() 把梯度放在了哪里？
"""


def gradient_norms(model: nn.Module) -> dict[str, float]:
    """Measure the gradient of each parameter, to see where it vanishes or explodes."""
    return {name: p.norm().item() for name, p in model.named_parameters() if p.grad is not None}
