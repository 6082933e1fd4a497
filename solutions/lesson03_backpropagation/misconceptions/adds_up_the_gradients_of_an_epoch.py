"""Believes that the update may wait until all samples of an epoch have left their gradients.

expect: test_line_after_two_samples, test_line_after_several_epochs, test_line_of_numpy_arrays, test_line_from_tensors,
    test_parabola_after_two_samples, test_parabola_after_several_epochs, test_parabola_of_numpy_arrays,
    test_parabola_is_found
says: You made one update per epoch, with the gradients of all samples added up. So each sample got its gradient at the numbers of the epoch's start, not at those that the sample before it had left.
says_zh: 你每轮只更新一次，用的是全部样本的梯度之和。于是每个样本的梯度都是在这一轮开始时的参数处求的，而不是在前一个样本更新之后的参数处。
"""


def train_line(xs: Values, ys: Values, w: Scalar, b: Scalar, lr: float, epochs: int) -> tuple[Scalar, Scalar]:
    """Stochastic gradient descent on x * w + b."""
    w, b = leaf(w), leaf(b)
    for _ in range(epochs):
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            loss = (x * w + b - y) ** 2
            loss.backward()
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
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            loss = (w1 * x**2 + w2 * x + b - y) ** 2
            loss.backward()
        step((w1, w2, b), lr)
    return w1.item(), w2.item(), b.item()
