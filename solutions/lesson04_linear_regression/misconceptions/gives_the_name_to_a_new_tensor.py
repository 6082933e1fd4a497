"""Believes that `param = param - ...` changes the tensor that param was.

expect: test_sgd_moves_a_tensor_in_place, test_sgd_moves_every_tensor_of_the_list,
    test_a_second_step_uses_its_own_gradient
says: Your step makes a new tensor and calls it param; the tensor in the caller's hands stays as it was.
says_zh: 你的更新得到了一个新张量，只是也叫 param；调用者手里的张量没有变。
"""


def sgd(params: list[Tensor], lr: float, batch_size: int) -> None:
    """One step in place; the gradients are cleared."""
    with torch.no_grad():
        for param in params:
            gradient = param.grad.clone()
            param.grad.zero_()
            param = param - lr * gradient / batch_size
