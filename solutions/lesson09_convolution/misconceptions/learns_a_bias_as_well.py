"""Believes that every layer needs a bias, also where it is not asked for.

expect: test_learn_kernel_goes_no_further_than_lr_and_steps_allow,
    test_learn_kernel_finds_the_least_squares_without_a_bias
says: Your model has a bias that takes up part of Y, so the kernel itself is another one. Here the kernel must do it alone.
says_zh: 你的模型带了偏置，它替卷积核解释了 Y 的一部分，学到的核就不同了。这里要由卷积核独自完成。
"""


def learn_kernel(X: Tensor, Y: Tensor, kernel_size: tuple[int, int], lr: float, steps: int) -> Tensor:
    """Gradient descent on the sum of the squared errors of corr2d(X, kernel) + bias against Y."""
    kernel = torch.zeros(kernel_size, dtype=X.dtype, requires_grad=True)
    bias = torch.zeros(1, dtype=X.dtype, requires_grad=True)
    for _ in range(steps):
        loss = ((corr2d(X, kernel) + bias - Y) ** 2).sum()
        loss.backward()
        with torch.no_grad():
            kernel -= lr * kernel.grad
            bias -= lr * bias.grad
        kernel.grad = bias.grad = None
    return kernel.detach()
