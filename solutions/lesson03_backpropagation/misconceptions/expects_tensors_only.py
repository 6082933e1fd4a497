"""Believes that every argument is a tensor.

expect: test_derivative_at_zero, test_derivative_of_a_positive_number, test_derivative_of_a_negative_number,
    test_derivative_of_an_array, test_one_backward_leaves_the_derivative,
    test_three_backwards_leave_three_times_the_derivative, test_many_backwards_at_a_negative_number,
    test_frozen_forward_of_a_python_number, test_line_of_numpy_arrays, test_parabola_of_numpy_arrays
says: You called something that only tensors have or only tensors may be given to. Numbers and NumPy arrays come too: convert them first, or use what all kinds share.
says_zh: 你用了只有张量才有的方法，或只接受张量的函数。这里也会传入 Python 数和 NumPy 数组：先做转换，或者用它们共有的运算。
"""


def derivative(x: Scalar) -> Scalar:
    """The slope of the curve at x."""
    at = x.clone().requires_grad_()
    curve(at).backward()
    return at.grad.item()


def accumulated_gradient(x: Scalar, times: int) -> Scalar:
    """The gradient that `times` backward passes leave at x."""
    at = x.clone().requires_grad_()
    for _ in range(times):
        curve(at).backward()
    return at.grad.item()


def frozen_forward(x: float | Tensor, w: Tensor) -> Tensor:
    """x * w without a graph."""
    with torch.no_grad():
        return x.mul(w)


def train_line(xs: Values, ys: Values, w: Scalar, b: Scalar, lr: float, epochs: int) -> tuple[Scalar, Scalar]:
    """Stochastic gradient descent on x * w + b."""
    w, b = leaf(w), leaf(b)
    for _ in range(epochs):
        for x, y in zip(xs.unbind(), ys.unbind(), strict=True):
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
        for x, y in zip(xs.unbind(), ys.unbind(), strict=True):
            loss = (w1 * x**2 + w2 * x + b - y) ** 2
            loss.backward()
            step((w1, w2, b), lr)
    return w1.item(), w2.item(), b.item()
