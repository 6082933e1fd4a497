"""Believes that one step of gradient descent is enough for a linear problem.

expect: test_learn_kernel_recovers_an_edge_detector, test_learn_kernel_recovers_a_drawn_kernel,
    test_learn_kernel_goes_no_further_than_lr_and_steps_allow, test_learn_kernel_finds_the_least_squares_without_a_bias
says: You took one step, whatever `steps` says. The loss is a bowl: each step goes only part of the way to its bottom.
says_zh: 不管 steps 是多少，你只走了一步。损失的形状像个碗，每一步只走完到碗底的一部分路。
"""


def learn_kernel(X: Tensor, Y: Tensor, kernel_size: tuple[int, int], lr: float, steps: int) -> Tensor:
    """Gradient descent on the sum of the squared errors of corr2d(X, kernel) against Y."""
    kernel = torch.zeros(kernel_size, dtype=X.dtype, requires_grad=True)
    for _ in range(1):
        loss = ((corr2d(X, kernel) - Y) ** 2).sum()
        loss.backward()
        with torch.no_grad():
            kernel -= lr * kernel.grad
        kernel.grad = None
    return kernel.detach()
