"""Believes that recording may stay switched off, as each function that needs gradients switches it on itself.

expect: test_recording_goes_on_afterwards
says: You switched recording off for the whole program and left it off: what the caller computes next has no graph. Let it end together with your function.
says_zh: 你把整个程序的记录都关掉了，而且没有再打开：调用者接下来的计算就没有计算图了。应当让它只在你的函数里生效。
"""


@torch.enable_grad()
def derivative(x: Scalar) -> Scalar:
    """The slope of the curve at x."""
    at = leaf(x)
    curve(at).backward()
    return at.grad.item()


@torch.enable_grad()
def accumulated_gradient(x: Scalar, times: int) -> Scalar:
    """The gradient that `times` backward passes leave at x."""
    at = leaf(x)
    for _ in range(times):
        curve(at).backward()
    return at.grad.item()


def frozen_forward(x: float | Tensor, w: Tensor) -> Tensor:
    """x * w without a graph."""
    torch.set_grad_enabled(False)
    return x * w


@torch.enable_grad()
def train_line(xs: Values, ys: Values, w: Scalar, b: Scalar, lr: float, epochs: int) -> tuple[Scalar, Scalar]:
    """Stochastic gradient descent on x * w + b."""
    w, b = leaf(w), leaf(b)
    for _ in range(epochs):
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            loss = (x * w + b - y) ** 2
            loss.backward()
            step((w, b), lr)
    return w.item(), b.item()


@torch.enable_grad()
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
