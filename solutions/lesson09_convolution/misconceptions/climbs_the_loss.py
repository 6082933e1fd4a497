"""Believes that a step follows the gradient.

expect: test_learn_kernel_recovers_an_edge_detector, test_learn_kernel_recovers_a_drawn_kernel,
    test_learn_kernel_goes_no_further_than_lr_and_steps_allow, test_learn_kernel_finds_the_least_squares_without_a_bias
says: You stepped along the gradient, and the loss grew. The gradient points uphill.
says_zh: 你顺着梯度走，损失越来越大。梯度指向的是上坡方向。
"""


def learn_kernel(X: Tensor, Y: Tensor, kernel_size: tuple[int, int], lr: float, steps: int) -> Tensor:
    """Gradient descent on the sum of the squared errors of corr2d(X, kernel) against Y."""
    kernel = torch.zeros(kernel_size, dtype=X.dtype, requires_grad=True)
    for _ in range(steps):
        loss = ((corr2d(X, kernel) - Y) ** 2).sum()
        loss.backward()
        with torch.no_grad():
            kernel += lr * kernel.grad
        kernel.grad = None
    return kernel.detach()
