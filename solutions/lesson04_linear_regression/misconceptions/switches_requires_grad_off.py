"""Believes that a tensor has to give up its gradient before it can be changed in place.

expect: test_a_second_step_uses_its_own_gradient
says: You switched requires_grad off and left it so: the next backward no longer reaches this tensor.
says_zh: 你把 requires_grad 关掉后没有再打开：下一次 backward 就到不了这个张量了。
"""


def sgd(params: list[Tensor], lr: float, batch_size: int) -> None:
    """One step in place; the gradients are cleared."""
    with torch.no_grad():
        for param in params:
            param.requires_grad_(False)
            param -= lr * param.grad / batch_size
            param.grad.zero_()
