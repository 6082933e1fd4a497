"""Believes that an epoch is one update, with the mean loss of all samples.

expect: test_line_after_two_samples, test_line_after_several_epochs, test_line_of_numpy_arrays,
    test_line_from_tensors, test_only_the_sample_that_is_missed_moves_the_line,
    test_parabola_after_two_samples, test_parabola_after_several_epochs, test_parabola_of_numpy_arrays
says: You made one update per epoch, with the mean over all samples. Here each sample makes an update of its own, and the next one starts from there.
says_zh: 你每轮只用全部样本的平均损失更新了一次。这里每个样本各更新一次，下一个样本从更新后的参数出发。
"""


def train_line(xs: Values, ys: Values, w: Scalar, b: Scalar, lr: float, epochs: int) -> tuple[Scalar, Scalar]:
    """Stochastic gradient descent on x * w + b."""
    w, b = leaf(w), leaf(b)
    for _ in range(epochs):
        losses = [(x * w + b - y) ** 2 for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]
        torch.stack(losses).mean().backward()
        step((w, b), lr)
    return w.item(), b.item()


def train_parabola(
    xs: Values,
    ys: Values,
    w1: Scalar,
    w2: Scalar,
    b: Scalar,
    lr: float,
    epochs: int,
) -> tuple[Scalar, Scalar, Scalar]:
    """Stochastic gradient descent on w1 * x ** 2 + w2 * x + b."""
    w1, w2, b = leaf(w1), leaf(w2), leaf(b)
    for _ in range(epochs):
        losses = [(w1 * x**2 + w2 * x + b - y) ** 2 for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]
        torch.stack(losses).mean().backward()
        step((w1, w2, b), lr)
    return w1.item(), w2.item(), b.item()
