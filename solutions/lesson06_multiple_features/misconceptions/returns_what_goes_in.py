"""Believes that a hook's second argument is the output.

expect: test_layer_outputs_come_in_the_order_of_the_run, test_hooks_of_the_model_fire, test_no_hook_stays_behind
says: You return what goes into the layers. A forward hook gets the layer, its inputs and its output, in this order.
says_zh: 你返回的是各层的输入；forward hook 得到的依次是：层、输入、输出。
"""


def layer_outputs(model: nn.Module, x: Tensor) -> list[Tensor]:
    outputs: list[Tensor] = []
    hooks = [
        layer.register_forward_hook(lambda _layer, inputs, _output: outputs.append(inputs[0]))
        for layer in model.modules()
        if isinstance(layer, nn.Linear)
    ]
    model(x)
    for hook in hooks:
        hook.remove()
    return outputs
