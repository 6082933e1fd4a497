"""Lesson 02: gradient descent for the line y_hat = x * w, in three ways.

Everywhere in this file `xs` and `ys` are the inputs and the targets of n samples, n >= 1: both are 1-D NumPy
arrays of floats, or both are 1-D floating tensors, of the same length. `w` and `b` are single numbers: Python
floats, or 0-d tensors beside tensors, or 0-d arrays beside arrays. A single number that a function returns
may be any of these three kinds. No function changes what it was given.
"""

import numpy as np
import torch

Values = np.ndarray | torch.Tensor
Scalar = float | np.ndarray | torch.Tensor


def cost(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Measure how badly the line x * w fits the samples.

    xs, ys: shape (n,). w: one number.
    Returns one number: the mean over the n samples of the squared error (x * w - y) ** 2.

    >>> cost(torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0]), 1.0)
    tensor(2.5000)
    """
    # BEGIN SOLUTION task 1: square the error of each sample, then take the mean
    errors = xs * w - ys
    # Arrays and tensors share these operators and .mean(), so one line serves both.
    return (errors**2).mean()
    # END SOLUTION


def gradient(xs: Values, ys: Values, w: Scalar) -> Scalar:
    """Find the slope of the cost at w: its derivative with respect to w.

    xs, ys: shape (n,). w: one number.
    Returns one number: the mean over the n samples of 2 * x * (x * w - y). It is negative where a larger w
    lowers the cost.

    >>> gradient(torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0]), 1.0)
    tensor(-5.)
    """
    # BEGIN SOLUTION task 2: the derivative of each sample's squared error, then the mean
    errors = xs * w - ys
    # Chain rule: the square gives 2 * error, and the error changes by x when w changes by 1.
    return (2 * xs * errors).mean()
    # END SOLUTION


def batch_descent(xs: Values, ys: Values, w: Scalar, lr: float, epochs: int) -> tuple[Scalar, list[float]]:
    """Descend with the gradient of all samples: one update per epoch.

    xs, ys: shape (n,). w: the number to start from. lr: the learning rate. epochs: at least 1.
    Every epoch replaces w by w - lr * gradient, the gradient taken over all samples at the current w.
    Returns (w, costs): w after the last epoch, and one cost per epoch, over all samples, taken before that
    epoch's update. All epochs are run, also when the cost rises or no longer changes. costs may be a list or a
    tuple of single numbers of any kind, a 1-D array or a 1-D tensor. The caller's w, xs and ys stay as they were.

    >>> batch_descent(torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0]), 1.0, lr=0.1, epochs=2)
    (tensor(1.7500), [2.5, 0.625])
    """
    # BEGIN SOLUTION task 3: in every epoch note the cost, then move w against the gradient
    costs = []
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        # A new object each time: `w -= ...` would write into the tensor or array that the caller still holds.
        w = w - lr * gradient(xs, ys, w)
    return w, costs
    # END SOLUTION


def stochastic_descent(
    xs: Values,
    ys: Values,
    w: Scalar,
    lr: float,
    epochs: int,
) -> tuple[Scalar, list[float]]:
    """Descend with the gradient of one sample at a time: n updates per epoch.

    xs, ys: shape (n,). w: the number to start from. lr: the learning rate. epochs: at least 1.
    Every epoch goes through the samples in the order given, without shuffling. Each sample replaces w by
    w - lr * 2 * x * (x * w - y), with the w that the sample before it left.
    Returns (w, costs) as batch_descent does: still one cost per epoch, over all samples, taken before the
    first update of that epoch. The caller's w, xs and ys stay as they were.

    >>> stochastic_descent(torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0]), 1.0, lr=0.1, epochs=1)
    (tensor(1.8400), [2.5])
    """
    # BEGIN SOLUTION task 4: in every epoch note the cost, then update w once for each sample
    costs = []
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        for x, y in zip(xs, ys, strict=True):
            # The mean over one sample is that sample's own gradient.
            w = w - lr * gradient(x, y, w)
    return w, costs
    # END SOLUTION


def minibatch_descent(
    xs: Values,
    ys: Values,
    w: Scalar,
    lr: float,
    epochs: int,
    batch_size: int,
) -> tuple[Scalar, list[float]]:
    """Descend with the gradient of batch_size samples at a time.

    xs, ys: shape (n,). w: the number to start from. lr: the learning rate. epochs: at least 1.
    batch_size: at least 1, may be larger than n.
    Every epoch cuts the samples, in the order given, into batches of batch_size neighbours; the last batch
    holds what is left and may be shorter. Each batch replaces w by w - lr * gradient, the gradient averaged
    over the samples of this batch.
    Returns (w, costs) as batch_descent does: one cost per epoch, over all samples, taken before the first
    update of that epoch. The caller's w, xs and ys stay as they were.

    >>> xs, ys = torch.tensor([1.0, 2.0, 1.0]), torch.tensor([2.0, 4.0, 2.0])
    >>> minibatch_descent(xs, ys, 1.0, lr=0.1, epochs=1, batch_size=2)
    (tensor(1.6000), [2.0])
    """
    # BEGIN SOLUTION task 5: in every epoch note the cost, then update w once for each batch
    costs = []
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        for start in range(0, len(xs), batch_size):
            # A slice that runs past the end stops there, so the last batch is short by itself,
            # and the mean inside gradient divides by the length it really has.
            batch = slice(start, start + batch_size)
            w = w - lr * gradient(xs[batch], ys[batch], w)
    return w, costs
    # END SOLUTION


def gradients_with_bias(xs: Values, ys: Values, w: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """Find both slopes of the mean squared error of the line x * w + b.

    xs, ys: shape (n,). w, b: one number each.
    Returns (dw, db), one number each, both means over the n samples: the derivative with respect to w first,
    the one with respect to b second.

    >>> gradients_with_bias(torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0]), 1.0, 2.0)
    (tensor(1.), tensor(1.))
    """
    # BEGIN SOLUTION task 6: the errors with the bias, then the two means
    errors = xs * w + b - ys
    # When b changes by 1 the error changes by 1, where w has the factor x.
    return (2 * xs * errors).mean(), (2 * errors).mean()
    # END SOLUTION
