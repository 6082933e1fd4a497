"""Believes that `w = w - lr * w.grad` keeps w a leaf.

expect: test_line_after_two_samples, test_line_after_several_epochs, test_line_of_numpy_arrays,
    test_line_from_tensors, test_only_the_sample_that_is_missed_moves_the_line, test_line_is_found,
    test_parabola_after_two_samples, test_parabola_after_several_epochs, test_parabola_of_numpy_arrays,
    test_parabola_is_found
says: After your first update w is the result of a recorded subtraction, no longer a leaf, and its .grad is None. Change the leaf in place, where nothing is recorded.
says_zh: 第一次更新之后，w 成了一次被记录的减法的结果，不再是叶子，它的 .grad 是 None。请在不做记录的地方原地修改叶子。
"""


def train_line(xs: Values, ys: Values, w: Scalar, b: Scalar, lr: float, epochs: int) -> tuple[Scalar, Scalar]:
    """Stochastic gradient descent on x * w + b."""
    w, b = leaf(w), leaf(b)
    for _ in range(epochs):
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            loss = (x * w + b - y) ** 2
            loss.backward()
            w, b = w - lr * w.grad, b - lr * b.grad
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
            w1, w2, b = w1 - lr * w1.grad, w2 - lr * w2.grad, b - lr * b.grad
    return w1.item(), w2.item(), b.item()
