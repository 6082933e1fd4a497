"""Believes that clearing the gradient of the weight clears that of the bias too.

expect: test_line_after_two_samples, test_line_after_several_epochs, test_line_of_numpy_arrays, test_line_from_tensors,
    test_parabola_after_two_samples, test_parabola_after_several_epochs, test_parabola_of_numpy_arrays
says: Your b moves by the gradients of all samples so far, added up: you cleared what lies at the weights, but not b.grad. Each parameter has a .grad of its own.
says_zh: 你的 b 每次更新用的都是到目前为止所有样本的梯度之和：你清零了权重的梯度，却没有清零 b.grad。每个参数都有自己的 .grad。
"""


def step(parameters: tuple[Tensor, ...], lr: float) -> None:
    """One step on each parameter, then clean gradients."""
    with torch.no_grad():
        for parameter in parameters:
            parameter -= lr * parameter.grad
        for parameter in parameters[:-1]:
            parameter.grad.zero_()
