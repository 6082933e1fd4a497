"""Believes that the length of a gradient is the sum of the sizes of its entries.

expect: test_each_parameter_has_the_norm_of_its_gradient, test_a_parameter_without_gradient_is_no_obstacle,
    test_measuring_changes_nothing
says: You added up the absolute values. The Euclidean norm squares first and takes a root at the end: 3 and 4 make 5, not 7.
says_zh: 你把绝对值加了起来。欧几里得范数先平方、最后开方：3 和 4 得到 5，而不是 7。
"""


def gradient_norms(model: nn.Module) -> dict[str, float]:
    """Measure the gradient of each parameter, to see where it vanishes or explodes."""
    return {name: p.grad.abs().sum().item() for name, p in model.named_parameters() if p.grad is not None}
