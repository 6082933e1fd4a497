"""Believes that backward overwrites the old gradient.

expect: test_sgd_clears_the_gradients, test_a_second_step_uses_its_own_gradient
says: After your step the old gradient is still in .grad, and the next backward adds to it.
says_zh: 更新之后旧梯度还留在 .grad 里，下一次 backward 会往上累加。
"""


def sgd(params: list[Tensor], lr: float, batch_size: int) -> None:
    """One step in place; the gradients are cleared."""
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
