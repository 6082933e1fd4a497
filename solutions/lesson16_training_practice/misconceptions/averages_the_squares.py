"""Believes that a norm is a mean.

expect: test_each_parameter_has_the_norm_of_its_gradient, test_a_parameter_without_gradient_is_no_obstacle, test_measuring_changes_nothing
says: You averaged the squares before taking the root. The Euclidean norm adds them up: 3 and 4 make 5, however many values there are.
says_zh: 你在开方前对平方取了平均。欧几里得范数是把它们相加：3 和 4 得 5，与有多少个值无关。
"""


def gradient_norms(model: nn.Module) -> dict[str, float]:
    """Measure the gradient of each parameter, to see where it vanishes or explodes."""
    return {name: p.grad.pow(2).mean().sqrt().item() for name, p in model.named_parameters() if p.grad is not None}
