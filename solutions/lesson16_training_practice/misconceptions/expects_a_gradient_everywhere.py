"""Believes that every parameter has a gradient after backward().

expect: test_a_parameter_without_gradient_is_no_obstacle
says: You asked every parameter for its gradient. What is .grad of a frozen parameter, or of one that the loss does not depend on?
says_zh: 你向每个参数都要了梯度。被冻结的参数，或者损失用不到的参数，它的 .grad 是什么？
"""


def gradient_norms(model: nn.Module) -> dict[str, float]:
    """Measure the gradient of each parameter, to see where it vanishes or explodes."""
    return {name: p.grad.norm().item() for name, p in model.named_parameters()}
