"""Believes that the parameters of one step may be updated one after another, each with the newest values of the others.

expect: test_line_after_one_sample, test_line_after_two_samples, test_line_after_several_epochs,
    test_line_of_numpy_arrays, test_line_from_tensors, test_only_the_sample_that_is_missed_moves_the_line,
    test_parabola_after_one_sample, test_parabola_after_two_samples, test_parabola_after_several_epochs,
    test_parabola_of_numpy_arrays
says: You moved the numbers one after another: each gradient is taken when the number before it has moved already. All gradients of a sample belong to the same point, the one before its update.
says_zh: 你是一个接一个地更新参数的：求后一个的梯度时，前一个已经变了。同一个样本的各个梯度属于同一个点，也就是这次更新之前的那个点。
"""


def train_line(xs: Values, ys: Values, w: Scalar, b: Scalar, lr: float, epochs: int) -> tuple[Scalar, Scalar]:
    """Stochastic gradient descent on x * w + b."""
    w, b = float(w), float(b)
    for _ in range(epochs):
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            w = w - lr * 2 * x * (x * w + b - y)
            b = b - lr * 2 * (x * w + b - y)
    return w, b


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
    w1, w2, b = float(w1), float(w2), float(b)
    for _ in range(epochs):
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            w1 = w1 - lr * 2 * x**2 * (w1 * x**2 + w2 * x + b - y)
            w2 = w2 - lr * 2 * x * (w1 * x**2 + w2 * x + b - y)
            b = b - lr * 2 * (w1 * x**2 + w2 * x + b - y)
    return w1, w2, b
