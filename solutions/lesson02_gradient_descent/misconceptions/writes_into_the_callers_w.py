"""Believes that `w -= step` and `w = w - step` are the same.

expect: test_batch_descent_leaves_its_arguments_as_they_were,
  test_stochastic_descent_leaves_its_arguments_as_they_were,
  test_minibatch_descent_leaves_its_arguments_as_they_were
says: After your call the caller's w has another value. On a tensor or an array `w -= step` writes into the object that the caller still holds.
says_zh: 调用之后，调用者手里的 w 变了。对张量或数组来说，`w -= step` 会直接改写调用者仍在使用的那个对象。
"""


def batch_descent(xs: Values, ys: Values, w: Scalar, lr: float, epochs: int) -> tuple[Scalar, list[float]]:
    """One update per epoch; (w, costs)."""
    costs = []
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        w -= lr * gradient(xs, ys, w)
    return w, costs


def stochastic_descent(
    xs: Values,
    ys: Values,
    w: Scalar,
    lr: float,
    epochs: int,
) -> tuple[Scalar, list[float]]:
    """One update per sample; (w, costs)."""
    costs = []
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        for x, y in zip(xs, ys, strict=True):
            w -= lr * gradient(x, y, w)
    return w, costs


def minibatch_descent(
    xs: Values,
    ys: Values,
    w: Scalar,
    lr: float,
    epochs: int,
    batch_size: int,
) -> tuple[Scalar, list[float]]:
    """One update per batch; (w, costs)."""
    costs = []
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        for start in range(0, len(xs), batch_size):
            batch = slice(start, start + batch_size)
            w -= lr * gradient(xs[batch], ys[batch], w)
    return w, costs
