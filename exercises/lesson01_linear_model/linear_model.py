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
    # TODO (task 1): return the prediction of the line through the origin
    raise NotImplementedError("forward: start with task 1")


def loss(x: Number, y: Number, w: Number) -> Number:
    """Measure how wrong the line is at one sample: the square of prediction minus truth.

    x, y, w: three numbers. Returns one number, (w * x - y) squared, with no factor in front.

    >>> loss(4.0, 8.0, 2.5)
    4.0
    """
    # TODO (task 1): return the squared error of this one sample
    raise NotImplementedError("loss: start with task 1")


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """Average the losses of all samples: the mean squared error of the line with slope w.

    xs, ys: shape (n,), n at least 1. w: a number. Returns one number: the sum of the n losses divided by n.
    xs and ys themselves stay as they are.

    >>> float(mse(torch.tensor([1.0, 2.0, 3.0]), torch.tensor([2.0, 4.0, 5.0]), 3.0))
    7.0
    """
    # TODO (task 2): return the mean of the squared errors of all samples
    raise NotImplementedError("mse: start with task 2")


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
    # TODO (task 3): return the best slope and the loss of each slope in ws
    raise NotImplementedError("grid_search: start with task 3")


def forward_with_bias(x: Number, w: Number, b: Number) -> Number:
    """Predict y for the input x with the line y = w * x + b.

    x: a number, or an array or a tensor of any shape. w, b: numbers, the slope and the height of the line at
    x = 0. Returns one prediction for each input, in the shape of x.

    >>> forward_with_bias(2.0, 1.5, 8.0)
    11.0
    """
    # TODO (task 4): return the prediction of the line that need not pass through the origin
    raise NotImplementedError("forward_with_bias: start with task 4")


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
    # TODO (task 5): return the mean squared error at each bias (row) and slope (column)
    raise NotImplementedError("loss_surface: start with task 5")
