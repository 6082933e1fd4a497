"""Lesson 01: a straight line, how wrong it is, and the best line by trying them all.

Everywhere below, a number may be a Python float, a 0-d NumPy array or a 0-d tensor. A sequence (xs, ys, ws,
bs) is 1-D, floating and not empty; all sequences of one call are NumPy arrays, or all are tensors. Arrays and
tensors never meet in one call. A result that is one number may be any of the three kinds; any floating dtype
will do. No function changes what it was given.
"""

import numpy as np
import torch

Array = np.ndarray | torch.Tensor
Number = float | np.ndarray | torch.Tensor


def forward(x: Number, w: Number) -> Number:
    """Predict y for the input x with the line y = w * x.

    x: a number, or an array or a tensor of any shape. w: a number, the slope.
    Returns one prediction for each input, in the shape of x.

    >>> forward(4.0, 2.5)
    10.0
    """
    # BEGIN SOLUTION task 1: return the prediction of the line through the origin
    # `*` works element by element, so one line serves a float, an array and a tensor.
    return x * w
    # END SOLUTION


def loss(x: Number, y: Number, w: Number) -> Number:
    """Measure how wrong the line is at one sample: the square of prediction minus truth.

    x, y, w: three numbers. Returns one number, (w * x - y) squared, with no factor in front.

    >>> loss(4.0, 8.0, 2.5)
    4.0
    """
    # BEGIN SOLUTION task 1: return the squared error of this one sample
    error = forward(x, w) - y
    # Squaring drops the sign: too high and too low count alike, and twice as far costs four times as much.
    return error**2
    # END SOLUTION


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples: the mean squared error of the line with slope w.

    xs, ys: shape (n,), n at least 1. w: a number. Returns one number: the sum of the n losses divided by n.
    xs and ys themselves stay as they are.

    >>> float(mse(torch.tensor([1.0, 2.0, 3.0]), torch.tensor([2.0, 4.0, 5.0]), 3.0))
    7.0
    """
    # BEGIN SOLUTION task 2: return the mean of the squared errors of all samples
    # Square first, average afterwards: errors of opposite sign must not cancel.
    return ((forward(xs, w) - ys) ** 2).mean()
    # END SOLUTION


def grid_search(xs: Array, ys: Array, ws: Array) -> tuple[Number, Array | list[float]]:
    """Try every slope in ws and keep the one with the smallest mean squared error.

    xs, ys: shape (n,). ws: shape (m,), m at least 1, in any order.
    Returns (best_w, losses): best_w is the value from ws with the smallest mse, the first such value on a
    tie; losses are the m values of mse, in the order of ws, as a list, a 1-D array or a 1-D tensor.

    >>> xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])
    >>> best_w, losses = grid_search(xs, ys, torch.tensor([3.0, 2.0, 1.0]))
    >>> float(best_w), [float(value) for value in losses]
    (2.0, [2.5, 0.0, 2.5])
    """
    # BEGIN SOLUTION task 3: return the best slope and the loss of each slope in ws
    losses = [float(mse(xs, ys, w)) for w in ws]
    # min and index both stop at the first of equal values, so the first slope wins a tie.
    best = losses.index(min(losses))
    return ws[best], losses
    # END SOLUTION


def forward_with_bias(x: Number, w: Number, b: Number) -> Number:
    """Predict y for the input x with the line y = w * x + b.

    x: a number, or an array or a tensor of any shape. w, b: numbers, the slope and the height of the line at
    x = 0. Returns one prediction for each input, in the shape of x.

    >>> forward_with_bias(2.0, 1.5, 8.0)
    11.0
    """
    # BEGIN SOLUTION task 4: return the prediction of the line that need not pass through the origin
    return forward(x, w) + b
    # END SOLUTION


def loss_surface(xs: Array, ys: Array, ws: Array, bs: Array) -> Array:
    """Compute the mean squared error of every line y = w * x + b on a grid of slopes and biases.

    xs, ys: shape (n,). ws: shape (m,). bs: shape (k,). Both in any order.
    Returns an array or a tensor of shape (k, m): entry [i, j] is the mean squared error with bias bs[i] and
    slope ws[j]. The shape is (k, m) for k = 1 or m = 1, too.
    No Python loop over the grid: two million grid points must be done within five seconds. A loop over the
    samples is allowed.

    >>> xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([4.0, 6.0])
    >>> loss_surface(xs, ys, torch.tensor([1.0, 2.0]), torch.tensor([0.0, 2.0, 4.0]))
    tensor([[12.5000,  4.0000],
            [ 2.5000,  0.0000],
            [ 0.5000,  4.0000]])
    """
    # BEGIN SOLUTION task 5: return the mean squared error at each bias (row) and slope (column)
    # Three dimensions, one for each thing that varies: samples (n, 1, 1), biases (k, 1), slopes (m,).
    # Broadcasting lines them up from the right and gives every combination, (n, k, m).
    predictions = forward_with_bias(xs[:, None, None], ws, bs[:, None])
    errors = predictions - ys[:, None, None]
    # Only the samples are averaged away; dimension 0 is theirs.
    return (errors**2).mean(0)
    # END SOLUTION
