"""Believes that the loss is always the mean of the squared errors.

expect: test_learn_kernel_recovers_an_edge_detector, test_learn_kernel_recovers_a_drawn_kernel, test_learn_kernel_finds_the_least_squares_without_a_bias
says: Your loss is the mean of the squared errors, so each step is too short by the number of pixels. The handout asks for the sum.
says_zh: 你的损失是平方误差的均值，也就是总和再除以像素个数，每次更新的幅度也就小了这么多倍。讲义要求的是总和。
"""


def learn_kernel(X: Tensor, Y: Tensor, kernel_size: tuple[int, int], lr: float, steps: int) -> Tensor:
    """Gradient descent on the sum of the squared errors of corr2d(X, kernel) against Y."""
    kernel = torch.zeros(kernel_size, dtype=X.dtype, requires_grad=True)
    for _ in range(steps):
        loss = ((corr2d(X, kernel) - Y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            kernel -= lr * kernel.grad
        kernel.grad = None
    return kernel.detach()
