"""Believes that lr alone scales the step.

expect: test_sgd_moves_a_tensor_in_place, test_sgd_moves_every_tensor_of_the_list,
    test_a_second_step_uses_its_own_gradient
says: Your step is batch_size times too long. The gradient is that of a sum over batch_size samples.
says_zh: 你的步子大了 batch_size 倍。这里的梯度是 batch_size 个样本的损失之和的梯度。
"""


def sgd(params: list[Tensor], lr: float, batch_size: int) -> None:
    """One step in place; the gradients are cleared."""
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad
            param.grad.zero_()
