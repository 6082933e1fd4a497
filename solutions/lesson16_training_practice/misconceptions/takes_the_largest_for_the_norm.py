"""Believes that the norm is the largest entry.

expect: test_each_parameter_has_the_norm_of_its_gradient, test_a_parameter_without_gradient_is_no_obstacle, test_measuring_changes_nothing
says: You gave the largest absolute value. The Euclidean norm squares all values, adds them up and takes the root: 3 and 4 make 5.
says_zh: 你给的是绝对值最大的一项。欧几里得范数把所有值平方、相加再开方：3 和 4 得 5。
"""


def gradient_norms(model: nn.Module) -> dict[str, float]:
    """Measure the gradient of each parameter, to see where it vanishes or explodes."""
    return {name: p.grad.abs().max().item() for name, p in model.named_parameters() if p.grad is not None}
