"""Believes that w1 belongs to x and w2 to its square.

expect: test_parabola_after_one_sample, test_parabola_after_two_samples, test_parabola_after_several_epochs,
    test_parabola_of_numpy_arrays, test_parabola_is_found
says: w1 and w2 have changed places in your parabola. Look at which of them is multiplied by x ** 2.
says_zh: 在你的抛物线里，w1 和 w2 的位置互换了。看看与 x ** 2 相乘的应是哪一个。
"""


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
            loss = (w1 * x + w2 * x**2 + b - y) ** 2
            loss.backward()
            step((w1, w2, b), lr)
    return w1.item(), w2.item(), b.item()
