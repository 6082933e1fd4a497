"""Believes that a kernel always has the four dimensions that nn.Conv2d gives it.

expect: test_learn_kernel_recovers_an_edge_detector, test_learn_kernel_recovers_a_drawn_kernel, test_learn_kernel_goes_no_further_than_lr_and_steps_allow, test_learn_kernel_finds_the_least_squares_without_a_bias
says: Your kernel has four dimensions. A kernel for one image in and one map out is a matrix of kernel_size.
says_zh: 你的核是四维的。输入是一张图像、输出是一张特征图时，卷积核就是一个形状为 kernel_size 的矩阵。
"""


def learn_kernel(X: Tensor, Y: Tensor, kernel_size: tuple[int, int], lr: float, steps: int) -> Tensor:
    """Gradient descent on the sum of the squared errors of corr2d(X, kernel) against Y."""
    kernel = torch.zeros(kernel_size, dtype=X.dtype, requires_grad=True)
    for _ in range(steps):
        loss = ((corr2d(X, kernel) - Y) ** 2).sum()
        loss.backward()
        with torch.no_grad():
            kernel -= lr * kernel.grad
        kernel.grad = None
    return kernel.detach()[None, None]
