"""Lesson 03: back-propagation. PyTorch finds the gradients, and once you find them yourself.

"One number" as an argument is a Python float, a 0-d tensor or a 0-d NumPy array (arrays and tensors never meet
in one call); as a result it may be any of these three kinds, of any dtype. No function changes what it was
given. `xs` and `ys` are the inputs and the targets of n samples, n >= 1: both are 1-D
NumPy arrays of floats, or both are 1-D floating tensors, of the same length.
"""

import math

import numpy as np
import torch
from torch import Tensor

Values = np.ndarray | Tensor
Scalar = float | np.ndarray | Tensor


def derivative(x: Scalar) -> Scalar:
    """Find the slope of f(x) = sin(x) * exp(x) + x ** 3 at x, by autograd.

    x: one number (a Python float, a 0-d array or a 0-d tensor).
    Returns one number, f'(x). The answer depends on x alone: a second call with the same tensor gives the same.

    >>> round(float(derivative(0.0)), 4)
    1.0
    >>> round(float(derivative(torch.tensor(math.pi))), 4)
    6.4681
    """
    # TODO (task 1): make a leaf from x, compute f with operations of torch, go backward, read the gradient
    raise NotImplementedError("derivative: start with task 1")


def accumulated_gradient(x: Scalar, times: int) -> Scalar:
    """Find the gradient that lies at x after `times` backward passes through f, with no clearing in between.

    f is the function of task 1. x: one number (a Python float, a 0-d array or a 0-d tensor). times: at least 1.
    Returns one number. The count begins with no gradient at all: times=1 gives what derivative(x) gives.

    >>> round(float(accumulated_gradient(0.0, 4)), 4)
    4.0
    """
    # TODO (task 2): one leaf, then `times` times forward and backward, then read the gradient
    raise NotImplementedError("accumulated_gradient: start with task 2")


def frozen_forward(x: float | Tensor, w: Tensor) -> Tensor:
    """Compute x * w without recording a graph, as one does for a prediction that nobody will differentiate.

    x: a Python float, or a floating tensor of any shape that does not require a gradient.
    w: a 0-d tensor that requires its gradient.
    Returns x * w in the shape of x (one number if x is a float). It depends on no graph: a result that is a tensor
    has requires_grad False.
    x and w keep their values, w still requires its gradient afterwards, and what is computed after the call is
    recorded as before.

    >>> w = torch.tensor(3.0, requires_grad=True)
    >>> frozen_forward(torch.tensor([1.0, 2.0]), w)
    tensor([3., 6.])
    >>> w.requires_grad
    True
    """
    # TODO (task 3): multiply where nothing is recorded
    raise NotImplementedError("frozen_forward: start with task 3")


def train_line(xs: Values, ys: Values, w: Scalar, b: Scalar, lr: float, epochs: int) -> tuple[Scalar, Scalar]:
    """Fit the line x * w + b by stochastic gradient descent, with gradients by autograd.

    xs, ys: shape (n,). w, b: one number each, to start from. lr: the learning rate. epochs: at least 1.
    An epoch takes the samples one at a time, in order. Each sample has the loss (x * w + b - y) ** 2 and makes
    one update: w and b both move by -lr times the gradient of this sample's loss alone.
    Returns (w, b) after the last epoch: two numbers.

    >>> w, b = train_line(torch.tensor([1.0, 2.0]), torch.tensor([3.0, 5.0]), 1.0, 0.0, lr=0.1, epochs=1)
    >>> round(float(w), 4), round(float(b), 4)
    (2.12, 0.76)
    """
    # TODO (task 4): for each sample forward, loss, backward, update both numbers, clear both gradients
    raise NotImplementedError("train_line: start with task 4")


def train_parabola(
    xs: Values,
    ys: Values,
    w1: Scalar,
    w2: Scalar,
    b: Scalar,
    lr: float,
    epochs: int,
) -> tuple[Scalar, Scalar, Scalar]:
    """Fit the parabola w1 * x ** 2 + w2 * x + b by stochastic gradient descent, with gradients by autograd.

    xs, ys: shape (n,). w1, w2, b: one number each, to start from. lr: the learning rate. epochs: at least 1.
    As in train_line every sample, in order, makes one update of all three numbers, with the loss
    (w1 * x ** 2 + w2 * x + b - y) ** 2 of this sample alone.
    Returns (w1, w2, b) after the last epoch: three numbers.

    >>> found = train_parabola(torch.tensor([2.0]), torch.tensor([8.0]), 1.0, 1.0, 1.0, lr=0.1, epochs=1)
    >>> [round(float(number), 4) for number in found]
    [1.8, 1.4, 1.2]
    """
    # TODO (task 5): the loop of train_line with another forward line and one more number
    raise NotImplementedError("train_parabola: start with task 5")


def two_layer_gradients(x: float, y: float, w1: float, b1: float, w2: float, b2: float) -> dict[str, Scalar]:
    """Find the four gradients of a network of two layers for one sample, by the chain rule, without autograd.

    z = w1 * x + b1, s = sigmoid(z) = 1 / (1 + exp(-z)), y_hat = w2 * s + b2, loss = (y_hat - y) ** 2.
    x, y, w1, b1, w2, b2: Python floats. No backward() and no torch.autograd here: write the chain rule.
    Returns a dict with the keys 'w1', 'b1', 'w2', 'b2': for each the derivative of the loss, one number.

    >>> gradients = two_layer_gradients(3.0, 1.0, w1=0.0, b1=0.0, w2=2.0, b2=1.0)
    >>> {name: float(gradients[name]) for name in ("w1", "b1", "w2", "b2")}
    {'w1': 3.0, 'b1': 1.0, 'w2': 1.0, 'b2': 2.0}
    """
    # TODO (task 6): forward and keep every value, then backward from the loss, one factor per step
    raise NotImplementedError("two_layer_gradients: start with task 6")
