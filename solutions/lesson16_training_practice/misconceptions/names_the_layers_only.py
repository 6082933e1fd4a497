"""Believes that one number for each layer of the model is enough.

expect: test_each_parameter_has_the_norm_of_its_gradient, test_a_parameter_without_gradient_is_no_obstacle,
    test_measuring_changes_nothing
says: Your names are those of the layers. Print list(model.named_parameters()) for a nested model and compare.
says_zh: 你用的是层的名字。对一个嵌套的模型打印 list(model.named_parameters())，比较一下。
"""


def gradient_norms(model: nn.Module) -> dict[str, float]:
    """Measure the gradient of each parameter, to see where it vanishes or explodes."""
    norms = {}
    for name, layer in model.named_children():
        squares = [float(p.grad.pow(2).sum()) for p in layer.parameters() if p.grad is not None]
        norms[name] = math.sqrt(sum(squares))
    return norms
