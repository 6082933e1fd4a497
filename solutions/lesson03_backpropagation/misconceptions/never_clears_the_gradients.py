"""Believes that backward replaces what lies in .grad.

expect: test_line_after_two_samples, test_line_after_several_epochs, test_line_of_numpy_arrays,
    test_line_from_tensors, test_line_is_found, test_parabola_after_two_samples,
    test_parabola_after_several_epochs, test_parabola_of_numpy_arrays, test_parabola_is_found
says: Your second update still holds the gradient of the first sample: backward adds to .grad. Follow w.grad from one sample to the next.
says_zh: 你的第二次更新里还带着第一个样本的梯度：backward 是往 .grad 上累加的。从一个样本到下一个样本，跟踪一下 w.grad。
"""


def step(parameters: tuple[Tensor, ...], lr: float) -> None:
    """One step on each parameter, then clean gradients."""
    with torch.no_grad():
        for parameter in parameters:
            parameter -= lr * parameter.grad
