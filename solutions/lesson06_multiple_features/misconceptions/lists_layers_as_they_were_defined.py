"""Believes that layers run in the order in which they were defined.

expect: test_layer_outputs_come_in_the_order_of_the_run, test_hooks_of_the_model_fire, test_no_hook_stays_behind
says: You list the layers in the order in which the model defines them. Asked for is the order in which they run, each time that one runs.
says_zh: 你按定义的先后列出各层；要的是运行的先后，每运行一次就有一项。
"""


def layer_outputs(model: nn.Module, x: Tensor) -> list[Tensor]:
    found: dict[nn.Module, Tensor] = {}
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear)]
    hooks = [layer.register_forward_hook(lambda layer, _inputs, output: found.update({layer: output})) for layer in layers]
    model(x)
    for hook in hooks:
        hook.remove()
    return [found[layer] for layer in layers]
