"""Believes that training starts from w = 1, as in the script of the course, whatever it is given.

expect: test_line_after_one_sample, test_line_after_two_samples, test_line_after_several_epochs,
    test_line_of_numpy_arrays, test_line_from_tensors, test_only_the_sample_that_is_missed_moves_the_line,
    test_parabola_after_one_sample, test_parabola_after_two_samples, test_parabola_at_zero_moves_b_alone,
    test_parabola_after_several_epochs, test_parabola_of_numpy_arrays
says: Your result does not depend on the numbers to start from: you put new ones in their place. Begin with those that are passed in.
says_zh: 你的结果与传入的初值无关：你自己另设了初值。训练应从传进来的数出发。
"""


def train_line(xs: Values, ys: Values, w: Scalar, b: Scalar, lr: float, epochs: int) -> tuple[Scalar, Scalar]:
    """Stochastic gradient descent on x * w + b."""
    w, b = leaf(1.0), leaf(1.0)
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
    w1, w2, b = leaf(1.0), leaf(1.0), leaf(1.0)
    for _ in range(epochs):
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            loss = (w1 * x**2 + w2 * x + b - y) ** 2
            loss.backward()
            step((w1, w2, b), lr)
    return w1.item(), w2.item(), b.item()
