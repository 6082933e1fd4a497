"""Believes that clearing belongs right after backward.

expect: test_line_after_one_sample, test_line_after_two_samples, test_line_after_several_epochs,
    test_line_of_numpy_arrays, test_line_from_tensors, test_only_the_sample_that_is_missed_moves_the_line,
    test_line_is_found, test_parabola_after_one_sample, test_parabola_after_two_samples,
    test_parabola_at_zero_moves_b_alone, test_parabola_after_several_epochs, test_parabola_of_numpy_arrays,
    test_parabola_is_found
says: Your numbers never move. The gradient is cleared after backward has written it and before the update has read it.
says_zh: 你的参数一直没有动。backward 刚写好梯度，更新还没用到，梯度就被清零了。
"""


def step(parameters: tuple[Tensor, ...], lr: float) -> None:
    """One step on each parameter, then clean gradients."""
    with torch.no_grad():
        for parameter in parameters:
            parameter.grad.zero_()
            parameter -= lr * parameter.grad
