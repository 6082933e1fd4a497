"""Believes that a hook goes away by itself.

expect: test_no_hook_stays_behind
says: Your hooks stay on the model and run in every later call. Each has a handle; call its remove().
says_zh: 你的钩子留在模型上，以后每次调用都会运行；每个钩子都有句柄，要调用它的 remove()。
"""


def layer_outputs(model: nn.Module, x: Tensor) -> list[Tensor]:
    outputs: list[Tensor] = []
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            layer.register_forward_hook(lambda _layer, _inputs, output: outputs.append(output))
    model(x)
    return outputs
