"""Believes that only the best kernel matters, not how many steps lead to it.

expect: test_learn_kernel_goes_no_further_than_lr_and_steps_allow
says: Your kernel is the best one, however few steps and however small lr. Take `steps` steps of size lr, and stop there.
says_zh: 无论步数多少、lr 多小，你给出的都是最优的核。请用学习率 lr 更新 steps 次，更新完就停。
"""


def learn_kernel(X: Tensor, Y: Tensor, kernel_size: tuple[int, int], lr: float, steps: int) -> Tensor:
    """The kernel with the smallest sum of squared errors."""
    rows = windows(X, kernel_size).reshape(Y.numel(), -1)
    return torch.linalg.lstsq(rows, Y.reshape(-1, 1)).solution.reshape(kernel_size)
