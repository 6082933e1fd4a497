"""Believes that model(x) and model.forward(x) are the same.

expect: test_hooks_of_the_model_fire, test_no_hook_stays_behind
says: You call model.forward(x). It is the calculation alone: hooks that hang on the model do not run. Call model(x).
says_zh: 你调用了 model.forward(x)，那只是计算本身，模型上挂的钩子不会运行；应当调用 model(x)。
"""


def layer_outputs(model: nn.Module, x: Tensor) -> list[Tensor]:
    outputs: list[Tensor] = []
    hooks = [
        layer.register_forward_hook(lambda _layer, _inputs, output: outputs.append(output))
        for layer in model.modules()
        if isinstance(layer, nn.Linear)
    ]
    model.forward(x)
    for hook in hooks:
        hook.remove()
    return outputs
