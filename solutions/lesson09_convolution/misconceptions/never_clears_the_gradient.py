"""Believes that backward replaces the gradient of the step before.

expect: test_learn_kernel_recovers_an_edge_detector, test_learn_kernel_recovers_a_drawn_kernel,
    test_learn_kernel_goes_no_further_than_lr_and_steps_allow, test_learn_kernel_finds_the_least_squares_without_a_bias
says: Your kernel swings about or grows without end: backward adds to .grad, and the old gradients were never cleared.
says_zh: 你的核来回摆动，甚至越来越大：backward 会把梯度累加到 .grad 上，而旧的梯度没有清掉。
"""


def learn_kernel(X: Tensor, Y: Tensor, kernel_size: tuple[int, int], lr: float, steps: int) -> Tensor:
    """Gradient descent on the sum of the squared errors of corr2d(X, kernel) against Y."""
    kernel = torch.zeros(kernel_size, dtype=X.dtype, requires_grad=True)
    for _ in range(steps):
        loss = ((corr2d(X, kernel) - Y) ** 2).sum()
        loss.backward()
        with torch.no_grad():
            kernel -= lr * kernel.grad
    return kernel.detach()
